import type Stripe from "stripe";
import type { FakeAccount, Session } from "./fake-account.ts";

/** A request as it reached Stripe. A key of no length: none was given. */
export interface ApiCall {
  readonly call: string;
  readonly path: string;
  readonly key: string;
  readonly parameters: object;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** It is the first answer to this key, once more. */
  readonly isReplay?: boolean;
}

/** An error of the server's, which stands under its key: the call had its effect, or it had none. */
export type Breakage = "broken before" | "broken after";

/** How Stripe begins a refund. */
export type RefundStatus = (refund: Stripe.RefundCreateParams) => "pending" | "succeeded";

/** Amounts that end in 777 take their time. */
const byAmount: RefundStatus = ({ amount }) =>
  Number(amount) % 1000 === 777 ? "pending" : "succeeded";

/** What a fake account answers to calls of the API, without a network: paths, errors and idempotency as documented. */
export class FakeApi {
  readonly #account: FakeAccount;
  readonly #statusOf: RefundStatus;
  readonly #answers = new Map<string, ApiAnswer & { readonly parameters: string }>();

  constructor(account: FakeAccount, statusOf: RefundStatus = byAmount) {
    this.#account = account;
    this.#statusOf = statusOf;
  }

  knows(key: string): boolean {
    return this.#answers.has(key);
  }

  /** Keys may be forgotten once they are a day old (docs.stripe.com/api/idempotent_requests). */
  forgetKeys(): void {
    this.#answers.clear();
  }

  /** The first answer to a key is the answer, errors of the server's included. */
  perform({ call, path, key, parameters }: ApiCall, breakage: Breakage | null = null): ApiAnswer {
    const said = JSON.stringify(parameters);
    const kept = this.#answers.get(key);
    if (kept) {
      return kept.parameters === said
        ? { ...kept, isReplay: true }
        : refusal(400, "idempotency_error", "Keys are for the same parameters only");
    }
    const done =
      breakage === "broken before"
        ? refusal(500, "api_error", "Something broke")
        : this.#answer(call, path, parameters);
    const isBroken = breakage === "broken after" && done.status === 200;
    const answer = isBroken ? refusal(500, "api_error", "Something broke") : done;
    // Requests that were not begun are not kept.
    if (key !== "" && answer.status !== 400)
      this.#answers.set(key, { ...answer, parameters: said });
    return answer;
  }

  #answer(call: string, path: string, parameters: object): ApiAnswer {
    const account = this.#account;
    const id = path.split("/").find((part) => /^(?:cs|pi)_/.test(part)) ?? "";
    const session = account.sessions.get(id);
    const intent = account.intents.get(id);
    switch (call) {
      case "POST /v1/checkout/sessions":
        return answer(account.createSession(parameters));
      case "GET /v1/checkout/sessions":
        return answer(listOf(this.#sessionsMade(parameters)));
      case "GET /v1/checkout/sessions/:id":
        return session ? answer(this.#expanded(session)) : missing(id);
      case "POST /v1/checkout/sessions/:id/expire":
        if (!session) return missing(id);
        if (session.status !== "open")
          return refusal(400, "invalid_request_error", `This Session is ${session.status}`);
        account.expire(session);
        return answer(this.#expanded(session));
      case "GET /v1/payment_intents/:id":
        return intent ? answer(intent) : missing(id);
      case "POST /v1/payment_intents/:id/capture":
        if (intent?.status !== "requires_capture") return unexpected(intent);
        account.capture(intent);
        return answer(intent);
      case "POST /v1/payment_intents/:id/cancel":
        if (intent?.status !== "requires_capture") return unexpected(intent);
        account.cancel(intent);
        return answer(intent);
      case "GET /v1/refunds": {
        const { payment_intent: of } = parameters as Stripe.RefundListParams;
        return answer(listOf(account.refundsOf(of ?? "")));
      }
      case "GET /v1/disputes": {
        const { payment_intent: of } = parameters as Stripe.DisputeListParams;
        return answer(listOf(account.disputesOf(of ?? "")));
      }
      case "POST /v1/refunds":
        return this.#refund(parameters);
      default:
        return refusal(404, "invalid_request_error", `Unrecognized request URL (${call})`);
    }
  }

  #refund(wish: Stripe.RefundCreateParams): ApiAnswer {
    const { payment_intent: id, amount, metadata } = wish;
    const intent = this.#account.intents.get(id ?? "");
    if (!intent) return missing(id ?? "");
    if (Number(amount) > this.#account.leftOf(intent))
      return refusal(400, "invalid_request_error", "More than is left", "charge_already_refunded");
    // docs.stripe.com/error-codes: what the payer's bank has cannot be refunded as well.
    if (this.#account.isWithBank(intent))
      return refusal(400, "invalid_request_error", "It is disputed", "charge_disputed");
    const named = metadata as Stripe.MetadataParam;
    return answer(this.#account.refund(intent, Number(amount), named, this.#statusOf(wish)));
  }

  #sessionsMade({ created }: Stripe.Checkout.SessionListParams): object[] {
    const { gte = 0, lte = Infinity } = created as { gte?: number; lte?: number };
    return [...this.#account.sessions.values()]
      .filter((session) => session.created >= gte && session.created <= lte)
      .map((session) => this.#expanded(session))
      .toReversed();
  }

  #expanded(session: Session): object {
    return {
      ...session,
      payment_intent: this.#account.intents.get(session.payment_intent ?? "") ?? null,
    };
  }
}

const answer = (body: object): ApiAnswer => ({ status: 200, body: JSON.stringify(body) });
const listOf = (data: object[]): object => ({ object: "list", data, has_more: false, url: "/v1" });
const refusal = (status: number, type: string, message: string, code?: string): ApiAnswer => ({
  status,
  body: JSON.stringify({ error: { type, message, code } }),
});
const missing = (id: string): ApiAnswer =>
  refusal(404, "invalid_request_error", `No such object: '${id}'`, "resource_missing");
const unexpected = (intent?: Stripe.PaymentIntent): ApiAnswer =>
  refusal(
    400,
    "invalid_request_error",
    `It is ${intent?.status ?? "not there"}`,
    "payment_intent_unexpected_state",
  );
