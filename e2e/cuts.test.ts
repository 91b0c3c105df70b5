import type { Page } from "playwright-core";
import { it } from "vitest";
import { Dice } from "../sim/dice.ts";
import { type BrokenLine, layLine } from "./broken-line.ts";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { nextSale } from "./next-sale.ts";
import { joinCounter } from "./shared-counter.ts";
import { ask } from "./shop-software.ts";

// Four tills side by side, each with one page for its five sales. In each, the till's line and the phone's are cut or
// stalled at an instant that the seed draws, and restored at another. Whatever was lost on the way, each sale ends paid,
// once, on both sides, and is said once. CUTS_SEED=n plays the twenty of another seed.

const SEED = Number(process.env["CUTS_SEED"] ?? 1);
const SALES_OF_TILLS = [0, 1, 2, 3].map((till) =>
  Array.from({ length: 5 }, (_, index) => 1 + till + 4 * index),
);
/** An unbroken sale is over by then, as fast as this test taps. */
const SALE_MS = 1_600;

interface OrderView {
  readonly number: string;
  readonly status: string;
  readonly amount: { readonly minor: number };
}

/** A till with a line of its own, and another for its customers' phones. */
interface Stall {
  readonly counter: Counter;
  readonly tillLine: BrokenLine;
  readonly phoneLine: BrokenLine;
}

async function openStall(): Promise<Stall> {
  const counter = await joinCounter();
  const [tillLine, phoneLine] = [await layLine(counter.origin), await layLine(counter.origin)];
  return { counter, tillLine, phoneLine };
}

async function closeStall({ counter, tillLine, phoneLine }: Stall): Promise<void> {
  await counter.close();
  await Promise.all([tillLine.close(), phoneLine.close()]);
}

/** Breaks a line at some instant of the sale, and mends it at some later one. Says what it did. */
function breakAtRandom(dice: Dice, line: BrokenLine, name: string): Promise<string> {
  const kind = dice.pick<"cut" | "stall">(["cut", "stall"]);
  const [at, forMs] = [dice.roll() * SALE_MS, 200 + dice.roll() * 3_000];
  const { promise: isWhole, resolve } = Promise.withResolvers<string>();
  setTimeout(() => {
    line[kind]();
    setTimeout(() => {
      line.restore();
      resolve(`${name} ${kind} at ${Math.round(at)} ms for ${Math.round(forMs)} ms`);
    }, forMs);
  }, at);
  return isWhole;
}

/** As somebody does whose phone shows an error: once more. */
async function until(what: string, isDone: () => Promise<boolean>, page: Page): Promise<void> {
  const end = Date.now() + 45_000;
  while (!(await isDone().catch(() => false))) {
    if (Date.now() > end) throw new Error(`${what}: ${await page.locator("body").innerText()}`);
    await page.waitForTimeout(100);
  }
}

async function payOnPhone({ counter, phoneLine }: Stall, link: string): Promise<void> {
  const address = link.replace(/^HTTP:\/\/[^/]+/, phoneLine.origin);
  const { page, context } = await counter.openPhone("about:blank");
  const isPaid = (): Promise<boolean> => page.locator("[data-state=paid]").isVisible();
  const pay = page.getByRole("button", { name: /^Pay/ });
  let isOpen = false;
  await until(
    "the bill opens",
    async () => {
      if (!isOpen) await page.goto(address, { timeout: 4_000, waitUntil: "domcontentloaded" });
      isOpen = true;
      return (await pay.isVisible()) || isPaid();
    },
    page,
  );
  await until(
    "the phone learns that it is paid",
    async () => {
      if (await isPaid()) return true;
      const again = page.getByRole("button", { name: /^(Pay|Try again)/ }).first();
      if ((await again.isVisible()) && (await again.isEnabled()))
        await again.click({ timeout: 300 });
      return isPaid();
    },
    page,
  );
  await context.close();
}

const spokenBy = async (till: Device): Promise<readonly string[]> => (await till.heard()).spoken;

it.concurrent.for(SALES_OF_TILLS)(
  `ends every sale paid, once, and says it once, whenever the lines break (seed ${SEED}, sales %i, %i, %i, %i, %i)`,
  { timeout: 240_000 },
  async (sales, { expect, onTestFinished }) => {
    const stall = await openStall();
    onTestFinished(() => closeStall(stall));
    const { counter, tillLine, phoneLine } = stall;
    const till = await counter.openTerminal({}, tillLine.origin);
    const { page } = till;
    const told: string[] = [];
    for (const sale of sales) {
      const dice = new Dice(SEED * 1_000 + sale);
      for (const digit of ((100 + sale) / 100).toFixed(2)) await page.keyboard.press(digit);
      const breaks = [breakAtRandom(dice, tillLine, "till")];
      if (dice.chance(0.5)) breaks.push(breakAtRandom(dice, phoneLine, "phone"));
      await page.getByRole("button", { name: /^Charge/ }).click();
      const link = await scanned(page);
      // The till goes back to its keypad a few seconds after a payment, whether the phone has heard of it or not.
      const paid = page.locator(".face-paid").waitFor({ timeout: 90_000 });
      await Promise.all([payOnPhone(stall, link), paid]).catch(async (cause: unknown) => {
        throw new Error(`${sale}: ${await page.locator("body").innerText()}`, { cause });
      });
      told.push(`${sale}: ${(await Promise.all(breaks)).join(", ")}`);
      await nextSale(page);
    }
    const { orders } = await ask<{ orders: OrderView[] }>(counter, "GET", "/orders?limit=100");
    const wanted = sales.map((sale) => 100 + sale);
    const story = told.join("\n");
    expect(orders.map(({ amount }) => amount.minor).toReversed(), story).toEqual(wanted);
    expect(new Set(orders.map(({ status }) => status)), story).toEqual(new Set(["paid"]));
    await until("all is said", async () => (await spokenBy(till)).length >= sales.length, page);
    await page.waitForTimeout(1_500);
    const spoken = await spokenBy(till);
    expect(spoken, story).toHaveLength(sales.length);
    expect(new Set(spoken).size, story).toBe(sales.length);
    expect(till.faults, story).toEqual([]);
  },
);
