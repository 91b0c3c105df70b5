import type { Page } from "playwright-core";

/** To the keypad from "paid": by a tap, or by itself, which the till does after six seconds, however slow the test is. */
export async function nextSale(page: Page): Promise<void> {
  const next = page.getByRole("button", { name: /^(Next sale|下一笔)$/ });
  const keypad = page.locator(".charge");
  await next.or(keypad).first().waitFor();
  await next.click({ timeout: 5_000 }).catch(() => {});
  await keypad.waitFor();
}
