import { core } from "../../wasm/worker.ts";
import { windowAt, windowStart } from "../contract/token.ts";
import { type MerchantId, isMerchantId } from "../domain/capability.ts";
import { type OrderNumber, orderNumber } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";

export interface TokenSighting {
  readonly merchant: MerchantId;
  readonly number: OrderNumber;
  readonly tokenAgeMs: number;
}

type TokenRefusal = "token-invalid" | "token-expired" | "token-early";

/** What a scanned token says, checked here at the edge: one that is not good reaches no object and no database. */
export function sightingOf(token: string, nowMs: number): Result<TokenSighting, TokenRefusal> {
  const verdict = core.verify(token, windowAt(nowMs));
  if (!verdict.ok) return refuse(`token-${verdict.reason}`);
  const { merchant, terminal, counter, window } = verdict.fields;
  if (!isMerchantId(merchant) || counter === 0) return refuse("token-invalid");
  return ok({
    merchant,
    number: orderNumber(terminal, counter),
    tokenAgeMs: nowMs - windowStart(window),
  });
}
