import * as v from "valibot";
import { type Capability, capabilityText } from "../domain/capability.ts";
import { MAX_MISSES, heldBy } from "../domain/decide-claim.ts";
import { MATCH_CODES } from "../domain/match-code.ts";
import type { Claim, Order } from "../domain/order.ts";
import { HandleIn } from "./beacon.ts";
import { CapabilityIn, SecretIn, timeOut } from "./fields.ts";
import { matchWords } from "./match-words.ts";
import { LANGUAGES, type Language } from "./merchant.ts";
import { Bill, billOf } from "./order.ts";
import { Position } from "./place.ts";
import { OfferView } from "./wallet.ts";

/**
 * The phone leg: `POST /api/v1/claims`, with the token that was scanned or the handle that was heard. The phone makes the
 * key, so that asking twice is asking once.
 */
export const MakeClaim = v.pipe(
  v.strictObject({
    token: v.optional(v.pipe(v.string(), v.maxLength(200))),
    handle: v.optional(HandleIn),
    channel: v.optional(v.picklist(["qr", "beacon", "link"]), "qr"),
    key: SecretIn,
    /** Where the phone says it is, if its owner wants to say so at once. */
    position: v.optional(Position),
  }),
  v.check(
    ({ token, handle }) => (token === undefined) !== (handle === undefined),
    "token-or-handle",
  ),
);
export type MakeClaim = v.InferOutput<typeof MakeClaim>;

/** The payment instruction: `POST /api/v1/claims/{id}/instructions`. The same key again never pays twice. */
export const MakeInstruction = v.strictObject({
  key: SecretIn,
  rail: v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)),
});
export type MakeInstruction = v.InferOutput<typeof MakeInstruction>;

/** What the payer shows when the till asks for more: `POST /api/v1/claims/{id}/proofs`. */
export const MakeProof = v.pipe(
  v.strictObject({
    position: v.optional(Position),
    choice: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MATCH_CODES - 1))),
  }),
  v.check(
    ({ position, choice }) => (position === undefined) !== (choice === undefined),
    "position-or-choice",
  ),
);
export type MakeProof = v.InferOutput<typeof MakeProof>;

export const ClaimId = CapabilityIn;

/** Whom the payer pays. */
export const PayeeView = v.object({ name: v.string(), language: v.picklist(LANGUAGES) });
export type PayeeView = v.InferOutput<typeof PayeeView>;

/** A rail that takes this bill. */
export const RailView = v.object({
  name: v.string(),
  /** No real money moves by it. */
  test: v.boolean(),
  /** What the payer can pay with on it, where that has names of its own: "card", "alipay", "wechat_pay". */
  ways: v.array(v.string()),
});
export type RailView = v.InferOutput<typeof RailView>;

/** The order as the holder of a claim sees it. */
export const ClaimView = v.object({
  id: v.string(),
  /** `ended` when the lease lapsed or the payer let go; otherwise where the order stands. */
  state: v.picklist(["claimed", "paying", "paid", "expired", "cancelled", "ended"]),
  merchant: PayeeView,
  bill: Bill,
  leaseUntil: v.nullable(v.string()),
  /** What has to be shown before paying: the place, or the right pair of words among these; `null`: nothing. */
  stepUp: v.nullable(
    v.object({
      byPlace: v.boolean(),
      /** The phone has said where it is, which did not show it at the till. */
      hasSaidPlace: v.boolean(),
      choices: v.array(v.object({ choice: v.number(), words: v.string() })),
      missesLeft: v.number(),
    }),
  ),
  /** The words on the till, to compare, where they are not asked for. */
  words: v.nullable(v.string()),
  /** The ways to pay that this merchant takes for this amount. */
  rails: v.array(RailView),
  /** While paying: the rail's own page, where the payer has to go. */
  redirect: v.nullable(v.string()),
  /** Path of the receipt page, once paid. */
  receipt: v.nullable(v.string()),
  /** In the answer to the claim, where the phone is known for a wallet: what to confirm to pay from it. */
  offer: v.optional(v.nullable(OfferView)),
  /** Changes whenever something here changes: what a long poll waits to leave. */
  version: v.number(),
});
export type ClaimView = v.InferOutput<typeof ClaimView>;

export const hasRail = ({ rails }: Pick<ClaimView, "rails">, rail: string): boolean =>
  rails.some(({ name }) => name === rail);

export const receiptPath = (receipt: Capability): string => `/R/${capabilityText(receipt)}`;

/** What the holder of this claim may see, or null when the claim never was. */
export function claimViewOf(
  claim: Capability,
  order: Order,
  rest: { merchant: PayeeView; rails: RailView[]; version: number },
): ClaimView | null {
  const held = heldBy(order, claim.secret);
  if (!held && !order.past.endedClaims.includes(claim.secret)) return null;
  const isOver = order.status === "expired" || order.status === "cancelled";
  return {
    id: capabilityText(claim),
    state: held?.status ?? (isOver ? order.status : "ended"),
    merchant: rest.merchant,
    bill: billOf(order),
    ...(held?.status === "claimed" ? toShow(held.claim, rest.merchant.language) : NOTHING_TO_SHOW),
    leaseUntil: held?.status === "claimed" ? timeOut(held.claim.leaseUntil) : null,
    rails: rest.rails,
    redirect: held?.status === "paying" ? (held.redirect ?? null) : null,
    receipt: held?.status === "paid" ? receiptPath({ ...claim, secret: held.receipt }) : null,
    version: rest.version,
  };
}

type ToShow = Pick<ClaimView, "stepUp" | "words">;

const NOTHING_TO_SHOW: ToShow = { stepUp: null, words: null };

/** What is asked of the payer; where nothing is, the words themselves. */
function toShow({ stepUp, code, match }: Claim, language: Language): ToShow {
  if (!stepUp) return { stepUp: null, words: matchWords(code.answer, language) };
  const choices = stepUp.byCode ? code.choices : [];
  return {
    stepUp: {
      byPlace: stepUp.byPlace,
      hasSaidPlace: match.place.phone !== null,
      choices: choices.map((choice) => ({ choice, words: matchWords(choice, language) })),
      missesLeft: MAX_MISSES - stepUp.misses,
    },
    words: null,
  };
}
