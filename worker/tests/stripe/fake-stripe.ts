import type Stripe from "stripe";
import { FakeAccount, type Session, type Way } from "./fake-account.ts";
import { callOf, parametersOf, schemaValidators } from "./request-schemas.ts";

/** What goes wrong with the next call of a kind: an error that stands under its key, no answer, a lost or a slow one. */
export interface Trouble {
  readonly reference: string;
  readonly call: string;
  readonly how: "500" | "429" | "lost" | "down" | "slow";
}

/**
 * A fake of Stripe at the boundary: `api.stripe.com` for the Worker, and `fake-stripe.test` for the tests, where payers and
 * people with a dashboard act. Every request is held against schemas of the official package's types.
 */
export class FakeStripe {
  readonly #account = new FakeAccount();
  readonly #answers = new Map<string, { body: string; status: number; parameters: string }>();
  readonly #troubles: Trouble[] = [];
  #validate: ReturnType<typeof schemaValidators> | null = null;
  /** What was refused because no official parameter is like it; a test that looks here sees none. */
  readonly faults: string[] = [];

  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    if (url.hostname === "fake-stripe.test") return this.#act(url.pathname, text);
    if (url.hostname !== "api.stripe.com") return new Response("no way out", { status: 502 });
    const form = request.method === "GET" ? url.searchParams : new URLSearchParams(text);
    const parameters = parametersOf(form);
    const call = callOf(request.method, url.pathname);
    this.#validate ??= schemaValidators();
    const fault = this.#validate(call, parameters);
    if (fault !== null) {
      this.faults.push(`${call}: ${fault}`);
      return refusal(400, "invalid_request_error", fault);
    }
    return this.#keyed(request, call, url.pathname, parameters);
  }

  /** The first answer to a key is the answer for ever, errors of the server's included. */
  async #keyed(
    request: Request,
    call: string,
    path: string,
    parameters: object,
  ): Promise<Response> {
    const key = request.headers.get("idempotency-key") ?? "";
    const kept = this.#answers.get(key);
    if (request.method === "POST" && kept) {
      if (kept.parameters !== JSON.stringify(parameters))
        return refusal(400, "idempotency_error", "Keys are for the same parameters only");
      return new Response(kept.body, { status: kept.status, headers: JSON_TYPE });
    }
    const trouble = this.#troubleWith(call, path, parameters);
    if (trouble === "down") return new Response(null, { status: 502 });
    if (trouble === "429") return refusal(429, "invalid_request_error", "Too many requests");
    const answered =
      trouble === "500"
        ? refusal(500, "api_error", "Something broke")
        : this.#answer(call, path, parameters);
    if (request.method === "POST" && key !== "") void this.#keep(key, answered, parameters);
    if (trouble === "slow") await new Promise((resolve) => setTimeout(resolve, 2_000));
    return trouble === "lost" ? new Response(null, { status: 502 }) : answered;
  }

  async #keep(key: string, answer: Response, parameters: object): Promise<void> {
    const kept = answer.clone();
    const { status } = kept;
    // Requests that were not begun are not kept (docs.stripe.com/api/idempotent_requests).
    if (status === 400) return;
    this.#answers.set(key, {
      body: await kept.text(),
      status,
      parameters: JSON.stringify(parameters),
    });
  }

  #answer(call: string, path: string, parameters: Record<string, unknown> | object): Response {
    const account = this.#account;
    const id = path.split("/").find((part) => /^(?:cs|pi)_/.test(part)) ?? "";
    const session = account.sessions.get(id);
    const intent = account.intents.get(id);
    switch (call) {
      case "POST /v1/checkout/sessions":
        return json(account.createSession(parameters));
      case "GET /v1/checkout/sessions":
        return json(listOf(this.#sessionsMade(parameters)));
      case "GET /v1/checkout/sessions/:id":
        return session ? json(this.#expanded(session)) : missing(id);
      case "POST /v1/checkout/sessions/:id/expire":
        if (!session) return missing(id);
        if (session.status !== "open")
          return refusal(400, "invalid_request_error", `This Session is ${session.status}`);
        account.expire(session);
        return json(this.#expanded(session));
      case "GET /v1/payment_intents/:id":
        return intent ? json(intent) : missing(id);
      case "POST /v1/payment_intents/:id/capture":
        if (intent?.status !== "requires_capture") return unexpected(intent);
        account.capture(intent);
        return json(intent);
      case "POST /v1/payment_intents/:id/cancel":
        if (intent?.status !== "requires_capture") return unexpected(intent);
        account.cancel(intent);
        return json(intent);
      case "GET /v1/refunds": {
        const { payment_intent: of } = parameters as Stripe.RefundListParams;
        return json(listOf(account.refundsOf(of ?? "")));
      }
      case "POST /v1/refunds":
        return this.#refund(parameters);
      default:
        return refusal(404, "invalid_request_error", `Unrecognized request URL (${call})`);
    }
  }

  #refund({ payment_intent: id, amount, metadata }: Stripe.RefundCreateParams): Response {
    const intent = this.#account.intents.get(id ?? "");
    if (!intent) return missing(id ?? "");
    if (Number(amount) > this.#account.leftOf(intent))
      return refusal(400, "invalid_request_error", "More than is left", "charge_already_refunded");
    const isPending = Number(amount) % 1000 === 777;
    const status = isPending ? "pending" : "succeeded";
    return json(
      this.#account.refund(intent, Number(amount), metadata as Stripe.MetadataParam, status),
    );
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

  #troubleWith(call: string, path: string, parameters: object): Trouble["how"] | null {
    const said = JSON.stringify(parameters);
    const found = this.#troubles.findIndex(
      (trouble) =>
        trouble.call === call &&
        (said.includes(trouble.reference) || path.includes(trouble.reference)),
    );
    return found < 0 ? null : (this.#troubles.splice(found, 1)[0]?.how ?? null);
  }

  /** What people do who are not the Worker: payers on Stripe's page, merchants on its dashboard, and fate. */
  #act(path: string, text: string): Response {
    const account = this.#account;
    const wish = JSON.parse(text) as Wish;
    const { reference } = wish;
    switch (path) {
      case "/trouble":
        this.#troubles.push(wish as unknown as Trouble);
        return json({});
      case "/ready":
        this.#validate ??= schemaValidators();
        break;
      case "/pay":
        account.pay(account.sessionFor(reference), wish.way ?? "card", wish);
        break;
      case "/settle":
        account.settle(account.sessionFor(reference), wish.isPaid ?? true);
        break;
      case "/expire":
        account.expire(account.sessionFor(reference));
        break;
      case "/take":
        account.capture(account.intentOf(account.sessionFor(reference)));
        break;
      case "/dispute":
        account.dispute(account.intentOf(account.sessionFor(reference)));
        break;
      case "/cancel":
        account.cancel(account.intentOf(account.sessionFor(reference)));
        break;
      case "/refund":
        account.refund(account.intentOf(account.sessionFor(reference)), wish.amount ?? 0);
        break;
      case "/settle-refunds":
        for (const refund of account.refundsOf(account.intentOf(account.sessionFor(reference)).id))
          account.settleRefund(refund, wish.isPaid === false ? "failed" : "succeeded");
        break;
      case "/events":
      case "/sessions":
        break;
      default:
        return refusal(404, "invalid_request_error", path);
    }
    const told = account.events.filter((one) => one.reference.startsWith(reference));
    const sessions = [...account.sessions.values()].filter(
      ({ client_reference_id: own }) => own === reference,
    ).length;
    return json({ events: told.map(({ event }) => event), faults: this.faults, sessions });
  }
}

interface Wish {
  readonly reference: string;
  readonly way?: Way;
  readonly isLate?: boolean;
  readonly isPaid?: boolean;
  readonly amount?: number;
}

const JSON_TYPE = { "content-type": "application/json" };
const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: JSON_TYPE });
const listOf = (data: object[]): object => ({ object: "list", data, has_more: false, url: "/v1" });
const refusal = (status: number, type: string, message: string, code?: string): Response =>
  json({ error: { type, message, code } }, status);
const missing = (id: string): Response =>
  refusal(404, "invalid_request_error", `No such object: '${id}'`, "resource_missing");
const unexpected = (intent?: Stripe.PaymentIntent): Response =>
  refusal(
    400,
    "invalid_request_error",
    `It is ${intent?.status ?? "not there"}`,
    "payment_intent_unexpected_state",
  );
