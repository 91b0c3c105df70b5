import type { Page } from "playwright-core";
import type { Counter, Device, DeviceOptions } from "./counter.ts";

/** Links a display in the till's settings and opens it on a device of its own; `origin` is another way to the same till. */
export async function openDisplay(
  counter: Counter,
  till: Page,
  options: DeviceOptions,
  origin: string = counter.origin,
): Promise<Device> {
  await till.getByRole("button", { name: /^(Settings|设置)$/ }).click();
  await till.getByRole("button", { name: /^(Customer display|顾客屏)$/ }).click();
  await till.getByRole("button", { name: /^(Link a display|连接顾客屏)$/ }).click();
  const link = new URL((await till.locator(".address").textContent()) ?? "");
  const display = await counter.openPhone(origin + link.pathname + link.hash, options);
  await display.page.locator(".face-idle").waitFor();
  await till.getByText(/^(Linked\.|已连接。)/).waitFor();
  await till.locator(".top-bar button").click();
  await till.locator(".top-bar button").click();
  return display;
}
