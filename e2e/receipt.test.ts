import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Counter } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { ask, newKey, soldForCash } from "./shop-software.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

const verdict = (page: Page): Promise<string | null> =>
  page.locator("[data-verdict]:visible").textContent();

const judged = (page: Page, kind: string): Promise<void> =>
  page.locator(`[data-verdict=${kind}]`).waitFor();

describe("the receipt on the payer's phone", () => {
  it("is verified there, shows a refund by itself, and is verified again with it", async ({
    expect,
  }) => {
    const { number, receipt } = await soldForCash(counter, 1250);
    const { page, faults, context } = await counter.openPhone(counter.served.demo.url + receipt);
    await judged(page, "verified");
    expect(await verdict(page)).toMatch(/^Verified/);

    const wish = { key: newKey(), amount: 250, reason: "One was cold" };
    await ask(counter, "POST", `/orders/${number}/refunds`, wish);
    await page.getByRole("cell", { name: "€2.50" }).waitFor();
    await judged(page, "verified");
    expect(faults).toEqual([]);
    await context.close();
  }, 60_000);

  it("says that it does not match when one figure on the page is another", async ({ expect }) => {
    const { receipt } = await soldForCash(counter, 1250);
    const device = await counter.openPhone("about:blank");
    const alter = async (route: Route): Promise<void> => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll("€12.50", "€72.50");
      await route.fulfill({ response, body });
    };
    await device.page.route(/\/R\//, alter, { times: 1 });
    await device.page.goto(counter.served.demo.url + receipt);
    await judged(device.page, "mismatch");
    expect(await verdict(device.page)).toMatch(/^Does not match/);
    await device.context.close();
  }, 60_000);

  it("says that it could not verify where the keys cannot be had", async ({ expect }) => {
    const { receipt } = await soldForCash(counter, 1250);
    const device = await counter.openPhone("about:blank", { locale: "zh-CN" });
    await device.page.route("**/.well-known/jwks.json", (route) => route.abort());
    await device.page.goto(counter.served.demo.url + receipt);
    await judged(device.page, "unable");
    expect(await verdict(device.page)).toMatch(/^此处无法验证/);
    await device.context.close();
  }, 60_000);
});
