import * as v from "valibot";
import { type MerchantId, type Secret, isMerchantId, isSecret } from "../domain/capability.ts";

/** An owner who is signed in on one browser. */
export interface Session {
  readonly merchant: MerchantId;
  readonly owner: number;
  readonly session: Secret;
  /** Which of its tokens this is: each renewal makes the next. */
  readonly generation: number;
}

const Payload = v.object({
  mid: v.pipe(v.string(), v.check(isMerchantId)),
  sub: v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/)),
  sid: v.pipe(v.string(), v.check(isSecret)),
  gen: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** The session in a token's payload, whose signature has been checked. */
export function sessionFrom(payload: unknown): Session | null {
  const parsed = v.safeParse(Payload, payload);
  if (!parsed.success) return null;
  const { mid, sub, sid, gen } = parsed.output;
  // The checks above are those that make these brands.
  return {
    merchant: mid as MerchantId,
    owner: Number(sub),
    session: sid as Secret,
    generation: gen,
  };
}
