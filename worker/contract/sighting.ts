import type { TokenDoor } from "../../wasm/core.ts";
import { type MerchantId, isMerchantId } from "../domain/capability.ts";
import { type OrderNumber, orderNumber } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { windowAt, windowStart } from "./token.ts";

/** What a good token says. */
export interface TokenSighting {
  readonly merchant: MerchantId;
  readonly number: OrderNumber;
  /** The cell it is bound to. */
  readonly cell: number;
  /** Since its window began, in ms. */
  readonly tokenAgeMs: number;
}

export type TokenRefusal = "token-invalid" | "token-expired" | "token-early";

/** Checks a scanned token at the edge: one that is not good reaches no object and no database. */
export function sightingOf(
  { verify }: Pick<TokenDoor, "verify">,
  token: string,
  nowMs: number,
): Result<TokenSighting, TokenRefusal> {
  const verdict = verify(token, windowAt(nowMs));
  if (!verdict.ok) return refuse(`token-${verdict.reason}`);
  const { merchant, terminal, counter, cell, window } = verdict.fields;
  if (!isMerchantId(merchant) || counter === 0) return refuse("token-invalid");
  return ok({
    merchant,
    number: orderNumber(terminal, counter),
    cell,
    tokenAgeMs: nowMs - windowStart(window),
  });
}
