import { type Currency, exponentOf } from "../domain/currency.ts";
import { type Minor, decimalText } from "../domain/money.ts";

/** An amount as a browser is asked to show it, and as it says that it did (Payment Request API, PaymentCurrencyAmount). */
export const valueText = (minor: number, currency: Currency): string =>
  decimalText(minor as Minor, exponentOf(currency));
