import { FakeAccount, type Way } from "./fake-account.ts";
import { FakeApi } from "./fake-api.ts";
import { callOf, parametersOf } from "./read-call.ts";
import { schemaValidators } from "./request-schemas.ts";

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
  readonly #api = new FakeApi(this.#account);
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
    const key = request.headers.get("idempotency-key") ?? "";
    return this.#answered(call, url.pathname, request.method === "POST" ? key : "", parameters);
  }

  async #answered(call: string, path: string, key: string, parameters: object): Promise<Response> {
    const trouble = this.#api.knows(key) ? null : this.#troubleWith(call, path, parameters);
    if (trouble === "down") return new Response(null, { status: 502 });
    if (trouble === "429") return refusal(429, "invalid_request_error", "Too many requests");
    const answered = this.#api.perform(
      { call, path, key, parameters },
      trouble === "500" ? "broken before" : null,
    );
    if (trouble === "slow") await new Promise((resolve) => setTimeout(resolve, 2_000));
    if (trouble === "lost") return new Response(null, { status: 502 });
    const { body, status, isReplay } = answered;
    const headers = { ...JSON_TYPE, ...(isReplay && { "idempotent-replayed": "true" }) };
    return new Response(body, { status, headers });
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
        account.dispute(
          account.intentOf(account.sessionFor(reference)),
          wish.amount ?? 1500,
          wish.isPaid === false,
        );
        break;
      case "/close-dispute":
        account.closeDispute(
          account.intentOf(account.sessionFor(reference)),
          wish.outcome ?? "won",
        );
        break;
      case "/cancel":
        account.cancel(account.intentOf(account.sessionFor(reference)));
        break;
      case "/refund":
        account.refund(
          account.intentOf(account.sessionFor(reference)),
          wish.amount ?? 0,
          {},
          wish.isPaid === false ? "pending" : "succeeded",
        );
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
  readonly outcome?: "won" | "lost" | "warning_closed";
}

const JSON_TYPE = { "content-type": "application/json" };
const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: JSON_TYPE });
const refusal = (status: number, type: string, message: string): Response =>
  json({ error: { type, message } }, status);
