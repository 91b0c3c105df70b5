import { type OrderNumber, parseOrderNumber } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";

/** A whole number within bounds from a query, `fallback` when absent, null when it is anything else. */
export function wholeNumber(
  text: string | undefined,
  fallback: number,
  min: number,
  max: number,
): number | null {
  if (text === undefined) return fallback;
  if (!/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}

/** Which page of a list of orders, newest first: 20 of them unless it says otherwise. */
export function orderPageWish(
  query: Readonly<Record<string, string>>,
): Result<{ before: OrderNumber | null; limit: number }, "limit-invalid" | "cursor-invalid"> {
  const limit = wholeNumber(query["limit"], 20, 1, 100);
  if (limit === null) return refuse("limit-invalid");
  const text = query["before"];
  const before = text === undefined ? null : parseOrderNumber(text);
  return text !== undefined && before === null ? refuse("cursor-invalid") : ok({ before, limit });
}
