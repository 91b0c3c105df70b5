import { type Currency, exponentOf } from "./currency.ts";
import type { Minor } from "./money.ts";

/** What one wallet may hold and move in one currency, in minor units. */
export interface WalletLimits {
  /** One payment. */
  readonly payment: Minor;
  /** All payments of one day (UTC) together. */
  readonly day: Minor;
  /** One top-up. */
  readonly topUp: Minor;
  /** What may lie in the wallet; money that has arrived is never refused for it, only the next top-up. */
  readonly balance: Minor;
}

/** How long a phone that has found its wallet counts as a new one. */
export const NEW_PHONE_MS = 24 * 3600 * 1000;
const NEW_PHONE_SHARE = 5;

/**
 * What may be paid on a phone that has found the wallet within the last day, by a passkey that syncs: whoever has come
 * into somebody's cloud account has such a phone, and its owner a day to notice. A passkey that cannot leave its device
 * is proof enough by itself.
 */
export const limitsOnNewPhone = (limits: WalletLimits): WalletLimits => ({
  ...limits,
  payment: (limits.payment / NEW_PHONE_SHARE) as Minor,
  day: (limits.day / NEW_PHONE_SHARE) as Minor,
});

/** Payments that may wait for their decision at once. */
export const MAX_PENDING = 32;
export const DAY_MS = 24 * 3600 * 1000;

const IN_UNITS = { payment: 250, day: 500, topUp: 200, balance: 500 } as const;

// The rough size of one unit, as a power of ten, so that a limit means about the same everywhere.
const SIZES: readonly (readonly [factor: number, currencies: string])[] = [
  [10, "CNY HKD MOP TWD THB SEK NOK DKK CZK MXN ZAR TRY PHP UAH EGP MAD MDL ZMW BWP UYU DOP GTQ"],
  [100, "JPY INR RUB HUF ISK PKR BDT LKR NPR KES ETB DZD JMD RSD ALL MKD KGS HTG CRC XPF BTN"],
  [1_000, "KRW CLP ARS COP NGN MMK XOF XAF AMD KZT KMF DJF RWF BIF TZS MWK IQD YER"],
  [10_000, "IDR VND UGX PYG LAK KHR UZS GNF SLE IRR LBP SYP"],
];

export function walletLimitsFor(currency: Currency): WalletLimits {
  const factor = SIZES.find(([, currencies]) => currencies.includes(currency))?.[0] ?? 1;
  const minor = (units: number): Minor => (units * factor * 10 ** exponentOf(currency)) as Minor;
  return {
    payment: minor(IN_UNITS.payment),
    day: minor(IN_UNITS.day),
    topUp: minor(IN_UNITS.topUp),
    balance: minor(IN_UNITS.balance),
  };
}
