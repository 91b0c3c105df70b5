import type { Exponent } from "../../../worker/domain/currency.ts";
import { type Coin, figuresBelow } from "./currencies.ts";
import { type Decimal, minorOf, shifted } from "./decimal.ts";

/** So many coins in minor units; undefined where the currency has no coin as small as that. */
export function inMinor(value: Decimal, coin: Coin, exponent: Exponent): number | undefined {
  const below = figuresBelow(coin, exponent);
  return below < 0 ? undefined : minorOf(shifted(value, below), 0);
}
