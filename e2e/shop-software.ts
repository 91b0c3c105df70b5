import { randomBytes } from "node:crypto";
import { secretFrom } from "../worker/domain/capability.ts";
import type { Counter } from "./counter.ts";

/** A key that makes a wish one, however often it is sent. */
export const newKey = (): string => secretFrom(randomBytes(26));

/** Calls the API with the till's own credential, as a shop's software would: for what a test needs but does not look at. */
export async function ask<Answer>(
  { served: { demo } }: Counter,
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${demo.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

export interface SoldOrder {
  readonly number: string;
  /** Path of the receipt page. */
  readonly receipt: string;
}

/** A sale that was paid in cash, in minor units. */
export async function soldForCash(
  counter: Counter,
  minor: number,
  currency = "EUR",
): Promise<SoldOrder> {
  const { nextCounter, terminal } = await ask<{
    nextCounter: number;
    terminal: { number: number };
  }>(counter, "GET", "/terminal");
  const number = `${terminal.number}-${nextCounter}`;
  await ask(counter, "POST", "/orders", { number, amount: { minor, currency } });
  const cash = { key: newKey(), tendered: minor };
  return ask<SoldOrder>(counter, "POST", `/orders/${number}/cash`, cash);
}
