import { randomBytes } from "node:crypto";
import { ClaimView } from "../worker/contract/claim.ts";
import { TerminalView } from "../worker/contract/merchant.ts";
import { OrderView } from "../worker/contract/order.ts";
import { Windows } from "../worker/contract/token.ts";
import { secretFrom } from "../worker/domain/capability.ts";
import { exponentOf, isCurrency } from "../worker/domain/currency.ts";
import { orderNumber, orderNumberText } from "../worker/domain/order-number.ts";
import type { Result } from "../worker/domain/result.ts";
import { demoApi, openDemoChannel } from "./demo-api.ts";
import type { DemoFile } from "./demo-merchant.ts";
import { LaunchFault } from "./launch-fault.ts";

/** One step of the sale: what it was, how long it took, what came of it. */
export interface Leg {
  readonly name: string;
  readonly ms: number;
  readonly note: string;
}

/** Plays one sale as the terminal and as the payer's phone, telling each leg as it ends. */
export async function playSale(
  demo: DemoFile,
  amountText: string,
  tell: (leg: Leg) => void,
): Promise<void> {
  const call = demoApi(demo);
  const { merchant, terminal, nextCounter, cursor } = valueOf(
    await call("/terminal", TerminalView),
  );
  const amount = amountOf(amountText, merchant.currency);
  const number = orderNumberText(orderNumber(terminal.number, nextCounter));
  const channel = await openDemoChannel(demo, cursor);
  const leg = timing(tell);

  // The code can be on the screen before there is an order: the terminal numbers it.
  const { tokens } = valueOf(
    await leg(
      "codes of the next number",
      call("/tokens", Windows, { number }),
      (windows) => `${windows.tokens.length} windows; now ${windows.prefix}${windows.tokens[0]}`,
    ),
  );
  await leg(
    "device leg: place",
    call("/orders", OrderView, { number, amount }),
    (order) => `order ${order.number} is ${order.status}`,
  );
  const { id } = valueOf(
    await leg(
      "phone leg: claim",
      call("/claims", ClaimView, { token: tokens[0], key: newKey() }),
      (claim) => `${claim.state}; the bill is from ${claim.merchant.name}`,
    ),
  );
  const instructedAt = performance.now();
  const instruction = { key: newKey(), rail: "sandbox" };
  await leg(
    "instruction: pay",
    call(`/claims/${id}/instructions`, ClaimView, instruction),
    (claim) => claim.receipt ?? (claim.bill.checking ? "checking" : claim.state),
  );
  const { event, at } = await channel.settled(number);
  const note = `${event.type}; the order is ${event.order.status}`;
  tell({ name: "terminal hears of it", ms: at - instructedAt, note });
  channel.close();
}

/** Waits for an answer that was just asked for, and tells how long that took and what it said. */
function timing(tell: (leg: Leg) => void) {
  return async <Value>(
    name: string,
    asked: Promise<Result<Value, string>>,
    noteOf: (value: Value) => string,
  ): Promise<Result<Value, string>> => {
    const startedAt = performance.now();
    const answer = await asked;
    const note = answer.ok ? noteOf(answer.value) : answer.reason;
    tell({ name, ms: performance.now() - startedAt, note });
    return answer;
  };
}

function valueOf<Value>(answer: Result<Value, string>): Value {
  if (answer.ok) return answer.value;
  throw new LaunchFault(`The sale ends here: ${answer.reason}.`);
}

/** "23.50" as minor units of the merchant's currency. */
function amountOf(text: string, currency: string): { minor: number; currency: string } {
  const exponent = isCurrency(currency) ? exponentOf(currency) : 2;
  const [, whole, decimals = ""] = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (whole === undefined || decimals.length > exponent) {
    throw new LaunchFault(`"${text}" is no amount in ${currency}, which has ${exponent} decimals.`);
  }
  return { minor: Number(whole + decimals.padEnd(exponent, "0")), currency };
}

const newKey = (): string => secretFrom(randomBytes(26));
