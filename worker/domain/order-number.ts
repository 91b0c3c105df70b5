import type { Brand } from "./brand.ts";

/**
 * The terminal's number and the terminal's own counter in one safe integer: terminal × 2³² + counter.
 * The terminal makes it without asking anybody, and no two terminals can make the same.
 */
export type OrderNumber = Brand<number, "OrderNumber">;

const COUNTERS = 2 ** 32;
export const MAX_TERMINAL = 0xffff;
export const MAX_COUNTER = 0xffff_ffff;
/** No device has this number: orders that payers make on their wallets' own pages are counted under it. */
export const WALLET_PAGES = MAX_TERMINAL;

const isWithin = (value: number, max: number): boolean =>
  Number.isSafeInteger(value) && value >= 1 && value <= max;

export function orderNumber(terminal: number, counter: number): OrderNumber {
  if (!isWithin(terminal, MAX_TERMINAL) || !isWithin(counter, MAX_COUNTER)) {
    throw new RangeError(`no order number: terminal ${terminal}, counter ${counter}`);
  }
  return (terminal * COUNTERS + counter) as OrderNumber;
}

export const terminalOf = (number: OrderNumber): number => Math.floor(number / COUNTERS);
export const counterOf = (number: OrderNumber): number => number % COUNTERS;

/** As people and paths write it: "3-1042". */
export const orderNumberText = (number: OrderNumber): string =>
  `${terminalOf(number)}-${counterOf(number)}`;

/** Reads exactly what {@link orderNumberText} writes: no leading zeros, no signs, no spaces. */
export function parseOrderNumber(text: string): OrderNumber | null {
  const match = /^([1-9]\d{0,4})-([1-9]\d{0,9})$/.exec(text);
  if (!match) return null;
  const [terminal, counter] = [Number(match[1]), Number(match[2])];
  if (!isWithin(terminal, MAX_TERMINAL) || !isWithin(counter, MAX_COUNTER)) return null;
  return orderNumber(terminal, counter);
}
