import * as v from "valibot";
import { isMerchantId, isSecret, parseCapability } from "../domain/capability.ts";
import { exponentOf, isCurrency } from "../domain/currency.ts";
import { type Instant, instant } from "../domain/instant.ts";
import { type Minor, type Money, isPayable } from "../domain/money.ts";
import { parseOrderNumber } from "../domain/order-number.ts";
import { isMixedScript } from "../domain/mixed-script.ts";
import { type PlainText, plainText } from "../domain/plain-text.ts";

/** Fields that many messages share. A check's message is the code that the problem carries. */

const Currency = v.pipe(
  v.string("currency-unsupported"),
  v.check(isCurrency, "currency-unsupported"),
);

/** A positive amount in minor units of a currency that is known already. */
export const MinorIn = v.pipe(
  v.number("amount-invalid"),
  v.integer("amount-precision"),
  v.check(isPayable, "amount-out-of-range"),
  v.transform((value) => value as Minor),
);

/** An amount to be paid: whole minor units; the exponent, where given, must be the currency's own (ISO 4217). */
export const MoneyIn = v.pipe(
  v.strictObject({
    minor: MinorIn,
    currency: Currency,
    exponent: v.optional(v.number("amount-precision")),
  }),
  v.check(
    ({ currency, exponent }) =>
      exponent === undefined || (isCurrency(currency) && exponent === exponentOf(currency)),
    "amount-precision",
  ),
  v.transform(({ minor, currency }): Money => ({ minor, currency }) as Money),
);

/** Text that people will read, at most `limit` graphemes; a refusal's code says what is wrong with it. */
export const Text = (limit: number) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }): PlainText => {
      const text = plainText(dataset.value, limit);
      if (text.ok) return text.value;
      addIssue({ message: `text-invalid:${text.reason}` });
      return NEVER;
    }),
  );

/** What a shop is called: what payers read beside every amount, so no word of it may be made to look like another. */
export const ShopName = v.pipe(
  Text(64),
  v.check((name) => !isMixedScript(name), "text-invalid:mixed-script"),
);

/** A value that a parser of the domain reads from text. */
export const parsed = <Value>(parse: (text: string) => Value | null, code: string) =>
  v.pipe(
    v.string(code),
    v.maxLength(200, code),
    v.rawTransform(({ dataset, addIssue, NEVER }): Value => {
      const value = parse(dataset.value);
      if (value !== null) return value;
      addIssue({ message: code });
      return NEVER;
    }),
  );

export const OrderNumberIn = parsed(parseOrderNumber, "order-number");
export const CapabilityIn = parsed(parseCapability, "capability");
export const SecretIn = parsed((text) => (isSecret(text) ? text : null), "secret");
export const MerchantIdIn = parsed((text) => (isMerchantId(text) ? text : null), "merchant");

/** An amount as it is told: with the exponent, so that nobody needs a table to print it. */
export const MoneyOut = v.object({ minor: v.number(), currency: v.string(), exponent: v.number() });
export type MoneyOut = v.InferOutput<typeof MoneyOut>;

export const moneyOut = ({ minor, currency }: Money): MoneyOut => ({
  minor,
  currency,
  exponent: exponentOf(currency),
});

/** Instants travel as RFC 3339 text in UTC. */
export const timeOut = (at: Instant): string => new Date(at).toISOString();
export const timeIn = (text: string): Instant => instant(Date.parse(text));
