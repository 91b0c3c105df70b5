import { randomBytes } from "node:crypto";
import { ClaimView } from "../worker/contract/claim.ts";
import { OrderView } from "../worker/contract/order.ts";
import { Windows } from "../worker/contract/token.ts";
import { secretFrom } from "../worker/domain/capability.ts";
import { orderNumber, orderNumberText } from "../worker/domain/order-number.ts";
import type { Result } from "../worker/domain/result.ts";
import type { DemoApi } from "./demo-api.ts";

const TERMINAL = 1;
/** Of two seconds each: longer than the server lets anything be in doubt. */
const MAX_LOOKS = 10;

/** A sale as its two devices know it: what they chose themselves, and what was acknowledged to them. */
export interface Sale {
  readonly number: string;
  readonly amount: { readonly minor: number; readonly currency: string };
  readonly claimKey: string;
  readonly payKey: string;
  placed: boolean;
  claimId: string | null;
  /** The receipt's path, once the payment was acknowledged. */
  receipt: string | null;
}

/** Many sales at once, and the record of what the server owes an account of. */
export interface SellingLoad {
  /** Every sale that was ever begun. */
  readonly sales: readonly Sale[];
  /** Sells in so many lines at once until the server no longer answers. */
  sell(api: DemoApi, lines: number): Promise<void>;
  /** Asks again for whatever has had no answer, with the same keys, until every sale is paid. */
  finish(api: DemoApi): Promise<void>;
}

export function sellingLoad(currency: string): SellingLoad {
  const sales: Sale[] = [];

  const begin = (): Sale => {
    const counter = sales.length + 1;
    const sale: Sale = {
      number: orderNumberText(orderNumber(TERMINAL, counter)),
      // Never one of the amounts at which the sandbox misbehaves.
      amount: { minor: 100 + (counter % 5_000), currency },
      claimKey: newKey(),
      payKey: newKey(),
      placed: false,
      claimId: null,
      receipt: null,
    };
    sales.push(sale);
    return sale;
  };
  const line = async (api: DemoApi): Promise<never> => {
    for (;;) await advance(api, begin());
  };

  return {
    sales,
    async sell(api, lines) {
      await Promise.all(
        // The server was killed: what is not acknowledged stays open in the record.
        Array.from({ length: lines }, () => line(api).catch(ignoreLostConnection)),
      );
    },
    async finish(api) {
      for (const sale of sales) {
        if (sale.receipt === null) await advance(api, sale);
      }
    },
  };
}

/** Takes the sale from wherever it stands to paid. Each step may have happened already without our knowing. */
async function advance(api: DemoApi, sale: Sale): Promise<void> {
  const { number, amount } = sale;
  expectOk(await api("/orders", OrderView, { number, amount }));
  sale.placed = true;
  if (sale.claimId === null) {
    const { tokens } = expectOk(await api("/tokens", Windows, { number, count: 1 }));
    const claim = { token: tokens[0], key: sale.claimKey };
    sale.claimId = expectOk(await api("/claims", ClaimView, claim)).id;
  }
  const instruction = { key: sale.payKey, rail: "sandbox" };
  const path = `/claims/${sale.claimId}`;
  let paid = expectOk(await api(`${path}/instructions`, ClaimView, instruction));
  // An instruction that was cut short is in doubt until the server has asked its rail.
  for (let looks = 0; paid.receipt === null && looks < MAX_LOOKS; looks++) {
    paid = expectOk(await api(`${path}?wait=2&after=${paid.version}`, ClaimView));
  }
  if (paid.receipt === null) throw new Error(`${number} is ${paid.state}, not paid`);
  sale.receipt = paid.receipt;
}

/** The value of an answer; a refusal is an error. */
export function expectOk<Value>(answer: Result<Value, string>): Value {
  if (answer.ok) return answer.value;
  throw new Error(`refused: ${answer.reason}`);
}

function ignoreLostConnection(error: unknown): void {
  // What fetch throws when the peer is gone.
  if (!(error instanceof TypeError)) throw error;
}

/** A fresh key of a claim or an instruction. */
export const newKey = (): string => secretFrom(randomBytes(26));
