import * as v from "valibot";

interface ProblemKind {
  readonly status:
    | 400
    | 401
    | 402
    | 403
    | 404
    | 405
    | 406
    | 409
    | 410
    | 413
    | 415
    | 422
    | 429
    | 500
    | 503;
  readonly title: string;
  /** Whether the very same request may succeed later without anybody changing it. */
  readonly retryable?: true;
}

/** Every problem this API can answer with (RFC 9457). The names are stable for ever; the titles are for people. */
export const PROBLEMS = {
  // The request itself
  "request-malformed": { status: 400, title: "The request is not well formed" },
  "json-invalid": {
    status: 400,
    title: "The body is not JSON, or holds a key twice, or nests too deep",
  },
  "schema-invalid": { status: 422, title: "A field is missing, unknown or of the wrong type" },
  "body-too-large": { status: 413, title: "The body is larger than this call takes" },
  "media-type-unsupported": { status: 415, title: "Send application/json" },
  "cross-site": { status: 403, title: "A page of another site sent this" },
  "method-not-allowed": { status: 405, title: "This address does not take that method" },
  "not-found": { status: 404, title: "There is nothing here for you" },
  unauthenticated: { status: 401, title: "The credential is missing or not good" },
  "proof-stale": {
    status: 401,
    title: "The proof is of another time: make a new one with the nonce of this answer",
    retryable: true,
  },
  "enrolment-unknown": {
    status: 404,
    title: "This code for a new terminal was used or is older than ten minutes",
  },
  "pin-invalid": { status: 422, title: "A PIN has four to eight digits" },
  "pin-wrong": { status: 403, title: "This is not their PIN" },
  "pin-locked": {
    status: 429,
    title: "Too many wrong PINs; Retry-After says when again",
    retryable: true,
  },
  "staff-signed-out": {
    status: 403,
    title: "Whoever stands at the till has to show the PIN again",
    retryable: true,
  },
  "staff-not-allowed": {
    status: 403,
    title: "Whoever stands at the till may not do this; the owner says who may",
  },
  "scope-missing": {
    status: 403,
    title: "This key was not made for that; the owner makes another in the shop's page",
  },
  "sign-up-closed": { status: 403, title: "Whoever runs this installation has to invite you" },
  "name-alike": {
    status: 409,
    title: "Another shop's name can be taken for this one; say isMeant where it has to be",
  },
  "sign-in-again": {
    status: 403,
    title: "Show your passkey again first: this changes who may sign in",
  },
  "last-passkey": { status: 409, title: "Add another passkey before removing the last one" },
  "too-many": { status: 409, title: "There are as many of these as there may be" },
  "limit-invalid": { status: 422, title: "The limit is not a number this list takes" },
  "cursor-invalid": { status: 422, title: "The cursor is not one this list gave" },
  // Amounts and texts
  "amount-invalid": { status: 422, title: "The amount is not a number of minor units" },
  "amount-precision": {
    status: 422,
    title: "The amount does not fit the decimals of its currency",
  },
  "amount-out-of-range": {
    status: 422,
    title: "The amount is below 1 or above what one order may ask",
  },
  "currency-unsupported": { status: 422, title: "The merchant does not take this currency" },
  "text-invalid": {
    status: 422,
    title: "A text has characters that people could not see or trust",
  },
  "bill-inconsistent": { status: 422, title: "The lines do not come to the amount" },
  "place-invalid": { status: 422, title: "There is no such place or accuracy" },
  "policy-invalid": { status: 422, title: "The policy has a value it cannot have" },
  // Tokens
  "token-invalid": { status: 401, title: "This code was not made here" },
  "token-expired": { status: 410, title: "This code is too old; scan the one on the screen now" },
  "token-early": {
    status: 409,
    title: "This code is for a later moment; the till's clock is ahead",
    retryable: true,
  },
  "handle-unknown": { status: 404, title: "No till broadcasts this now" },
  "display-link-invalid": {
    status: 410,
    title: "This link was used already, or its ten minutes are over; the till makes a new one",
  },
  "displays-too-many": {
    status: 409,
    title: "This terminal has as many displays as it may have; unlink one first",
  },
  "terminal-revoked": { status: 403, title: "This terminal may no longer sell" },
  "windows-invalid": {
    status: 422,
    title: "The windows asked for are too many or too far from now",
  },
  // Orders
  "order-not-found": { status: 404, title: "The till has not sent this order", retryable: true },
  "order-number-reused": {
    status: 409,
    title: "This order number already stands for another bill",
  },
  "order-number-foreign": { status: 403, title: "This order number belongs to another terminal" },
  "order-claimed": { status: 409, title: "Another phone has this bill open", retryable: true },
  "order-paying": { status: 409, title: "A payment of this order is under way", retryable: true },
  "order-paid": { status: 409, title: "This order is already paid" },
  "order-expired": { status: 410, title: "This order's time is over" },
  "order-cancelled": { status: 410, title: "The merchant cancelled this order" },
  "order-worn-out": {
    status: 409,
    title: "This order was tried too often; the till makes a new one",
  },
  "orders-too-many": {
    status: 429,
    title: "This terminal has too many open orders",
    retryable: true,
  },
  "split-not-possible": {
    status: 409,
    title: "Only an order that ended unpaid can be paid in parts",
  },
  "part-exceeds-bill": {
    status: 422,
    title: "The parts of a bill cannot come to more than the bill",
  },
  // Claims and payments
  "claim-unknown": { status: 404, title: "There is no such claim" },
  "claim-ended": { status: 409, title: "This claim has ended; scan the code again" },
  "place-refused": {
    status: 403,
    title: "The merchant takes this amount only from a phone that shows it is here",
  },
  "step-up-required": {
    status: 403,
    title: "Show the place, or choose the words that stand on the till, before paying",
  },
  "match-code-wrong": { status: 422, title: "These are not the words on the till" },
  "payment-declined": { status: 402, title: "The payment was declined" },
  "cash-short": { status: 422, title: "Less cash was handed over than the order asks" },
  "top-up-unclaimed": {
    status: 409,
    title: "No wallet waits for this top-up yet; its owner scans the code first",
  },
  "order-not-paid": { status: 409, title: "Only a paid order can be refunded" },
  "refund-key-reused": { status: 409, title: "This key already stands for another refund" },
  "refund-exceeds-captured": {
    status: 422,
    title: "A refund cannot be more than what is left of the payment",
  },
  "refund-above-limit": {
    status: 403,
    title: "This till may not give back so much of one order by itself; the owner can",
  },
  // Closings
  "nothing-to-settle": { status: 409, title: "Nothing has come since the last closing" },
  "settlement-unknown": { status: 404, title: "There is no such settlement" },
  // Wallets
  "wallet-unknown": { status: 401, title: "Open a wallet first, or find yours by its passkey" },
  "assertion-invalid": { status: 401, title: "The passkey's answer is not good for this" },
  "challenge-used": { status: 409, title: "This was answered before; ask for a new one" },
  "challenge-expired": { status: 410, title: "This was asked too long ago; ask for a new one" },
  "passkeys-impossible": {
    status: 422,
    title: "Browsers keep passkeys for names only; open this page under one, such as localhost",
  },
  "confirmation-required": { status: 403, title: "This way of paying takes a passkey" },
  "payment-unknown": { status: 404, title: "There is no such payment in this wallet" },
  "payments-too-many": {
    status: 429,
    title: "Too many payments of this wallet wait for their decision",
    retryable: true,
  },
  "over-limit": { status: 422, title: "This is above what a wallet may hold or move" },
  "rail-amount-refused": {
    status: 422,
    title: "This way of paying does not take this amount or currency",
  },
  "rail-absent": { status: 422, title: "This installation has no keys for this way of paying" },
  "rail-unknown": { status: 422, title: "The merchant does not take this way of paying" },
  // Notices of rails
  "signature-invalid": { status: 400, title: "The notice is not signed as it has to be" },
  "notice-foreign": { status: 400, title: "The notice is of another mode than this rail's keys" },
  // Ourselves
  "rate-limited": {
    status: 429,
    title: "Too often; the RateLimit field says when again",
    retryable: true,
  },
  "shop-busy": {
    status: 503,
    title: "Too many phones wait here: payments go first, new orders in a moment",
    retryable: true,
  },
  "too-many-waiting": { status: 429, title: "Too many calls are waiting here", retryable: true },
  "temporarily-unavailable": { status: 503, title: "Try again in a moment", retryable: true },
  fault: {
    status: 500,
    title: "Something broke on our side; it has been written down",
    retryable: true,
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemType = keyof typeof PROBLEMS;

export function isProblemType(text: string): text is ProblemType {
  return Object.hasOwn(PROBLEMS, text);
}

/** The body of every refusal: RFC 9457 with `retryable`, and `errors` pointing at fields (RFC 6901) where fields are at fault. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  instance: v.string(),
  retryable: v.boolean(),
  errors: v.optional(v.array(v.object({ pointer: v.string(), code: v.string() }))),
});

export type Problem = v.InferOutput<typeof Problem>;
