import { type Line, MAX_NAME } from "../../worker/domain/bill.ts";
import { isPayable } from "../../worker/domain/money.ts";
import { type TextFault, plainText } from "../../worker/domain/plain-text.ts";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";

/** A thing that was sold before; the price, in minor units, is the last one. */
export interface KnownItem {
  readonly name: string;
  readonly unitPrice: number;
}

/** What this till has sold, the latest first: names to be heard and offered by. It never leaves the device. */
export type Catalogue = readonly KnownItem[];

/** More names than a counter sells would only make them harder to tell apart. */
export const MOST_ITEMS = 200;

/** The item that was typed, if a bill may hold it and somebody may be charged for it. */
export function readItem(
  name: string,
  unitPrice: number | null,
): Result<KnownItem, TextFault | "price"> {
  const text = plainText(name, MAX_NAME);
  if (!text.ok) return text;
  if (unitPrice === null || !isPayable(unitPrice)) return refuse("price");
  return ok({ name: text.value, unitPrice });
}

/** The catalogue after these lines were charged. Discounts, and names that were only heard, are not learnt. */
export function learn(
  catalogue: Catalogue,
  lines: readonly Line[],
  unknown: ReadonlySet<string>,
): Catalogue {
  let next = catalogue;
  for (const { name, unitPrice } of lines) {
    const isKnown = next.some((item) => item.name === name);
    if (unitPrice <= 0 || (unknown.has(name) && !isKnown)) continue;
    if (next[0]?.name === name && next[0].unitPrice === unitPrice) continue;
    next = withItem(next, { name, unitPrice });
  }
  return next;
}

/** The item at the head of the list, instead of its namesake; what was sold longest ago makes room. */
export function withItem(catalogue: Catalogue, { name, unitPrice }: KnownItem): Catalogue {
  return [{ name, unitPrice }, ...withoutItem(catalogue, name)].slice(0, MOST_ITEMS);
}

export const withoutItem = (catalogue: Catalogue, name: string): Catalogue =>
  catalogue.filter((item) => item.name !== name);
