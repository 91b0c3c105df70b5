import { createHmac } from "node:crypto";
import type Stripe from "stripe";
import { FakeAccount, type Session } from "../worker/tests/stripe/fake-account.ts";
import { type ApiAnswer, type ApiCall, FakeApi } from "../worker/tests/stripe/fake-api.ts";
import { callOf, parametersOf } from "../worker/tests/stripe/read-call.ts";
import type { Dice } from "./dice.ts";
import { EPOCH } from "./machine.ts";
import type { Timeline } from "./timeline.ts";

/** An answer over HTTP, as far as anybody reads it. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Delivers a message of its own to us; `heard` is told the status that it was answered with. */
type Post = (body: string, signature: string, heard: (status: number) => void) => void;

/** Hears of what is done to its books by us, in the instant in which it is done. */
export interface Watcher {
  called(call: ApiCall): void;
  hasPaid(intent: Stripe.PaymentIntent): boolean;
}

export const STRIPE_SETTINGS: Readonly<Record<string, string>> = {
  STRIPE_SECRET_KEY: "sk_live_simulated",
  STRIPE_WEBHOOK_SECRET: "whsec_simulated",
};

/** How it is with Stripe in one run. */
interface Weather {
  /** How often a call is answered with an error, and how often nothing else is. */
  readonly trouble: number;
  /** How often a message is not delivered until days later. */
  readonly deaf: number;
  readonly duplicate: number;
  readonly lateMs: number;
}

/**
 * A fake Stripe on the far side of the network, on the books that the tests in workerd use: it keeps to what its
 * documentation says of Sessions, payments and idempotency keys, and misbehaves in everything that it leaves open.
 */
export class SimulatedStripe {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly account: FakeAccount;
  readonly #api: FakeApi;
  readonly #post: Post;
  readonly #weather: Weather;
  readonly #visited = new Set<string>();
  /** Told, but to nobody yet. */
  readonly #unheard: Stripe.Event[] = [];
  watcher: Watcher | null = null;
  /** Hears to whose payment something happens that no client is told of. */
  onUnseen: (reference: string) => void = () => {};
  #told = 0;
  #isPrompt = false;

  constructor(timeline: Timeline, dice: Dice, post: Post) {
    this.timeline = timeline;
    this.dice = dice;
    this.#post = post;
    this.account = new FakeAccount(() => EPOCH + timeline.now);
    this.#api = new FakeApi(this.account, () =>
      !this.#isPrompt && dice.chance(0.3) ? "pending" : "succeeded",
    );
    this.#weather = {
      trouble: dice.pick([0, 0.1, 0.3]),
      deaf: dice.pick([0, 0.2, 1]),
      duplicate: dice.pick([0, 0.1, 0.4]),
      lateMs: dice.pick([100, 5_000, 60_000]),
    };
  }

  /** From now on it works, and whatever it has begun comes to its end. */
  settleDown(): void {
    this.#isPrompt = true;
    for (const session of this.account.sessions.values()) this.#endSlow(session);
    for (const refund of this.account.refunds.values()) this.#endRefund(refund);
    this.#tellNews();
  }

  /** Three days later: what could not be delivered is delivered for the last time, in any order. */
  tellUnheard(): void {
    const events = this.#unheard.splice(0);
    for (const event of events) {
      this.timeline.in(this.dice.roll() * 5_000, () => this.#deliver(event, 12));
      if (this.dice.chance(0.3))
        this.timeline.in(this.dice.roll() * 9_000, () => this.#deliver(event, 1));
    }
    this.#api.forgetKeys();
  }

  get hasUnheard(): boolean {
    return this.#unheard.length > 0;
  }

  handle(
    url: string,
    { method = "GET", headers, body }: RequestInit,
    reply: (answer: HttpReply) => void,
  ): void {
    const { pathname, searchParams } = new URL(url);
    const form = method === "GET" ? searchParams : new URLSearchParams(body as string);
    const named = new Headers(headers).get("idempotency-key");
    const call: ApiCall = {
      call: callOf(method, pathname),
      path: pathname,
      key: method === "GET" ? "" : (named ?? ""),
      parameters: parametersOf(form),
    };
    const take = (): void => {
      reply(this.#answer(call));
      this.#tellNews();
    };
    // Some requests are taken up only when nobody waits for their answers any more.
    const isLate = !this.#isPrompt && this.dice.chance(this.#weather.trouble / 4);
    if (isLate) this.timeline.in(this.dice.roll() * 15_000, take);
    else take();
  }

  /** A payer comes to the page of a Session, and acts on it in a while: so, or otherwise, or not at all. */
  visit(url: string): void {
    if (this.#visited.has(url)) return;
    this.#visited.add(url);
    const { dice, timeline } = this;
    const session = this.account.sessions.get(url.split("/").at(-1) ?? "");
    if (!session) return;
    timeline.in(dice.roll() * dice.pick([1_000, 20_000, 90_000]), () => {
      if (!this.#isPrompt) this.#act(session);
      this.#tellNews();
    });
  }

  #act(session: Session): void {
    const { dice, account } = this;
    if (session.status === "complete") return;
    // A wallet's own app may finish what the page has given up.
    if (session.status === "expired") return dice.chance(0.5) ? this.#payLate(session) : undefined;
    const roll = dice.roll();
    if (roll < 0.45) account.pay(session, "card");
    else if (roll < 0.65) account.pay(session, "alipay");
    else if (roll < 0.75) {
      account.pay(session, "slow");
      this.#soon(40_000, () => this.#endSlow(session));
    } else if (roll < 0.85) {
      account.pay(session, "refused");
      this.#soon(5_000, () => session.status === "open" && account.pay(session, "card"));
    }
    this.#soon(40_000, () => this.#actOnDashboard(session));
  }

  /** And some who have paid too late ask their bank to have it back, before we have sent it. */
  #payLate(session: Session): void {
    const { dice, account } = this;
    account.pay(session, dice.pick(["alipay", "card"]), { isLate: true });
    const intent = account.intentOf(session);
    if (intent.status === "succeeded" && dice.chance(0.5))
      this.#soon(dice.pick([10, 3_000]), () => this.#isPrompt || this.#dispute(intent));
  }

  /** Some pay just before their page is closed. */
  #actInTheLastMoment({ call, path }: ApiCall): void {
    if (call !== "POST /v1/checkout/sessions/:id/expire" || this.#isPrompt) return;
    const session = this.account.sessions.get(path.split("/").at(-2) ?? "");
    if (session?.status === "open" && this.dice.chance(0.15))
      this.account.pay(session, this.dice.pick(["card", "alipay"]));
  }

  /** Some authorisations are let go by the payer's bank, or on Stripe's own pages, just before they are taken. */
  #letGoInTheLastMoment({ call, path }: ApiCall): void {
    if (call !== "POST /v1/payment_intents/:id/capture" || this.#isPrompt) return;
    const intent = this.account.intents.get(path.split("/").at(-2) ?? "");
    if (intent?.status !== "requires_capture" || !this.dice.chance(0.05)) return;
    this.onUnseen(intent.metadata["reference"] ?? "");
    this.account.cancel(intent);
  }

  /** The merchant gives something back on Stripe's own pages. */
  #actOnDashboard(session: Session): void {
    const { dice, account } = this;
    const intent = account.intents.get(session.payment_intent ?? "");
    if (this.#isPrompt || intent?.status !== "succeeded" || !dice.chance(0.7)) return;
    const left = account.leftOf(intent);
    if (left < 1) return;
    this.onUnseen(session.client_reference_id ?? "");
    if (dice.chance(0.6)) return this.#dispute(intent);
    account.refund(
      intent,
      dice.between(1, left),
      {},
      dice.pick(["pending", "pending", "succeeded"]),
    );
  }

  /** The payer's bank wants it back, and decides some time later. */
  #dispute(intent: Stripe.PaymentIntent): void {
    const { account, dice } = this;
    // What has gone back in part can be disputed for the rest only; that much is left to the tests of the books.
    if (account.leftOf(intent) < intent.amount) return;
    // Of money that came too late what is decided stays decided.
    const isOwn = this.watcher?.hasPaid(intent) === true;
    const isInquiry = dice.chance(0.4);
    const fee = dice.pick([0, 1_500]);
    const dispute = account.dispute(intent, fee, isInquiry);
    const outcome = isInquiry
      ? dice.pick(["warning_closed", isOwn ? "lost" : "warning_closed"] as const)
      : dice.pick(["won", "lost"] as const);
    this.#soon(30_000, () => {
      account.closeDispute(intent, outcome);
      if (!isOwn) return;
      // A bank that has let go may come again, one that has won may take its money afterwards, or let the merchant have it.
      if (outcome === "warning_closed" && dice.chance(0.5))
        this.#soon(20_000, () => this.#dispute(intent));
      if (outcome === "lost" && dice.chance(0.8))
        this.#soon(20_000, () => {
          if (!isInquiry) account.giveBackDisputed(dispute, fee);
          else if (account.leftOf(intent) === intent.amount) account.takeDisputed(dispute, fee);
        });
    });
  }

  #endSlow(session: Session): void {
    const intent = this.account.intents.get(session.payment_intent ?? "");
    if (intent?.status === "processing") this.account.settle(session, this.dice.chance(0.7));
  }

  #endRefund(refund: Stripe.Refund): void {
    const reference = refund.metadata?.["reference"] ?? "";
    // A stray has nowhere else to go, and no bank keeps it for ever.
    const fails = !reference.endsWith(".stray") && this.dice.chance(0.2);
    if (refund.status === "pending")
      this.account.settleRefund(refund, fails ? "failed" : "succeeded");
  }

  #answer(call: ApiCall): HttpReply {
    const { dice } = this;
    const isTroubled = !this.#isPrompt && dice.chance(this.#weather.trouble);
    this.#actInTheLastMoment(call);
    this.#letGoInTheLastMoment(call);
    const trouble = isTroubled
      ? dice.pick(["down", "lost", "broken before", "broken after", "too many"] as const)
      : null;
    if (trouble === "down") return httpOf(NO_GATEWAY);
    if (trouble === "too many")
      return httpOf({
        status: 429,
        body: JSON.stringify({ error: { type: "invalid_request_error" } }),
      });
    if (!this.#api.knows(call.key) && trouble !== "broken before") this.watcher?.called(call);
    const isBroken = trouble === "broken before" || trouble === "broken after";
    const answer = this.#api.perform(call, isBroken ? trouble : null);
    return httpOf(trouble === "lost" ? NO_GATEWAY : answer);
  }

  /** Sends what has happened since it was here last, in whatever order, and works on what is pending. */
  #tellNews(): void {
    const { dice, account } = this;
    for (const { event } of account.events.slice(this.#told)) {
      const { deaf, duplicate, lateMs } = this.#weather;
      if (event.type === "refund.created") this.#workOn(event.data.object);
      if (!this.#isPrompt && dice.chance(deaf)) this.#unheard.push(event);
      else
        this.timeline.in(dice.roll() * (this.#isPrompt ? 100 : lateMs), () =>
          this.#deliver(event, 6),
        );
      if (dice.chance(duplicate))
        this.timeline.in(dice.roll() * 60_000, () => this.#deliver(event, 1));
    }
    this.#told = account.events.length;
  }

  #workOn({ id }: Stripe.Refund): void {
    const refund = this.account.refunds.get(id);
    if (!refund) return;
    if (refund.status === "pending") return this.#soon(20_000, () => this.#endRefund(refund));
    // What had gone through comes back: the payer's account is closed.
    const reference = refund.metadata?.["reference"] ?? "";
    // A stray has nowhere else to go, and no bank keeps it for ever.
    if (reference.endsWith(".stray") || !this.dice.chance(reference === "" ? 0.5 : 0.1)) return;
    this.#soon(30_000, () => {
      if (!this.#isPrompt && refund.status === "succeeded")
        this.account.settleRefund(refund, "failed");
    });
  }

  #soon(upToMs: number, act: () => unknown): void {
    this.timeline.in(this.dice.roll() * (this.#isPrompt ? 1_000 : upToMs), () => {
      act();
      this.#tellNews();
    });
  }

  /** Says it until it is heard, or until there are no tries left: then days later. */
  #deliver(event: Stripe.Event, tries: number): void {
    const body = JSON.stringify({ ...event, livemode: true });
    const at = Math.floor((EPOCH + this.timeline.now) / 1000);
    const mac = createHmac("sha256", STRIPE_SETTINGS["STRIPE_WEBHOOK_SECRET"] ?? "")
      .update(`${at}.${body}`)
      .digest("hex");
    let isHeard = false;
    this.#post(body, `t=${at},v1=${mac}`, (status) => {
      if (status >= 200 && status < 300) isHeard = true;
    });
    this.timeline.in(10_000, () => {
      if (isHeard) return;
      if (tries > 1) this.#deliver(event, tries - 1);
      else this.#unheard.push(event);
    });
  }
}

/** What stands in front of it answers instead, in no JSON. */
const NO_GATEWAY: ApiAnswer = { status: 502, body: "<html>Bad Gateway</html>" };

const httpOf = ({ status, body, isReplay }: ApiAnswer): HttpReply => ({
  status,
  body,
  headers: {
    "request-id": "req_simulated",
    ...(isReplay && { "idempotent-replayed": "true" }),
  },
});
