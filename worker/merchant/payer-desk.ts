import {
  type ClaimView,
  type MakeInstruction,
  type MakeProof,
  type PayeeView,
  type RailView,
  claimViewOf,
} from "../contract/claim.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import { type Bill, billOf } from "../contract/order.ts";
import { type Position, placePolicyOf } from "../contract/place.ts";
import { PAYER } from "../contract/quota.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import { type Capability, type Secret, capabilityText } from "../domain/capability.ts";
import { heldBy } from "../domain/decide-claim.ts";
import { later } from "../domain/instant.ts";
import type { Channel } from "../domain/match.ts";
import type { Order, Terms } from "../domain/order.ts";
import { type OrderNumber, terminalOf } from "../domain/order-number.ts";
import type { DeclineReason } from "../domain/order.ts";
import type { WalletHold, WalletId } from "../domain/pend.ts";
import type { PlaceEvidence } from "../domain/place.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { PATIENCE_MS } from "./cashier.ts";
import type { Entry } from "./journal.ts";
import { AskedMeter } from "../object/asked-meter.ts";
import { railViewOf } from "./rail-view.ts";
import type { Shop } from "./shop.ts";
import { spanOf } from "./span.ts";

/** What the edge knows of a phone that comes with a good token. */
export interface Evidence {
  readonly channel: Channel;
  readonly tokenAgeMs: number;
  /** The cell that the token is bound to. */
  readonly cell: number;
  readonly position: Position | null;
  /** Where its network connection suggests it is. */
  readonly network: Position | null;
}

/** What a bill looks like before it is claimed. */
export interface Peek {
  readonly merchant: PayeeView;
  readonly bill: Bill;
  readonly rails: RailView[];
}

type Answer<Value> = Result<Value, ProblemType>;

/** How long a phone that came first waits for the terminal's own message. */
const CLAIM_PARK_MS = 10_000;

/** Where payers ask: with a token that the edge has verified, and from then on with their claim. */
export class PayerDesk {
  readonly #shop: Shop;
  readonly #asked: AskedMeter;

  constructor(shop: Shop, sql: SqlStorage) {
    this.#shop = shop;
    this.#asked = new AskedMeter(PAYER, sql);
  }

  /** The bill behind a token, for showing before it is claimed. Changes nothing: link previews look too. */
  peek(number: OrderNumber): Answer<Peek> {
    const refusal = this.#refuseTerminal(number);
    if (refusal) return refuse(refusal);
    const looked = this.#shop.look(number);
    if (!looked.ok) return looked;
    const { order } = looked.value;
    const rails = this.#railsFor(order.terms);
    return ok({ merchant: this.#merchant(), bill: billOf(order), rails });
  }

  /** The phone leg. A phone that comes before the device leg is parked and answered in the instant it lands. */
  async claim(claim: Capability, evidence: Evidence): Promise<Answer<ClaimView>> {
    const refusal = this.#refuseTerminal(claim.number);
    if (refusal) return refuse(refusal);
    const { channel, tokenAgeMs, cell } = evidence;
    const place = this.#placeOf(cell, evidence);
    const sighting = { channel, tokenAgeMs, cell, place, arrivedAt: this.#shop.now() };
    const policy = placePolicyOf(this.#shop.policy);
    const code = this.#shop.newMatchCode();
    const command = { type: "claim", key: claim.secret, sighting, policy, code } as const;
    const first = this.#shop.handle(claim.number, command);
    if (first.ok || first.reason !== "order-not-found") return this.#answer(claim, first);
    if (this.#shop.atOrder.isFull) return refuse("too-many-waiting");
    await this.#shop.atOrder.wait(claim.number, CLAIM_PARK_MS);
    const second = this.#shop.handle(claim.number, command);
    return second.ok ? this.#answer(claim, second) : second;
  }

  /** What the payer shows when more is asked: the phone's place, or the words on the till. */
  prove(claim: Capability, proof: MakeProof, network: Position | null): Answer<ClaimView> {
    const key = claim.secret;
    if (!this.#asked.take(key, this.#shop.now())) return refuse("rate-limited");
    if (proof.choice !== undefined) {
      const proved = this.#shop.handle(claim.number, { type: "prove", key, choice: proof.choice });
      const missed = proved.ok && proved.value.events.some(({ type }) => type === "missed");
      return missed ? refuse("match-code-wrong") : this.#answer(claim, proved);
    }
    const looked = this.#shop.look(claim.number);
    if (!looked.ok) return this.#answer(claim, looked);
    const { order } = looked.value;
    const cell = "claim" in order && order.claim ? order.claim.match.cell : 0;
    const place = this.#placeOf(cell, { position: proof.position ?? null, network });
    const policy = placePolicyOf(this.#shop.policy);
    const located = this.#shop.handle(claim.number, { type: "locate", key, place, policy });
    return located.ok && isRefusedByPlace(located.value.order)
      ? refuse("place-refused")
      : this.#answer(claim, located);
  }

  /** The payment instruction. Answers when the rail has, or when the payer has waited long enough. */
  async instruct(
    claim: Capability,
    { key, rail: name }: MakeInstruction,
    origin: string,
  ): Promise<Answer<ClaimView>> {
    const { cashier, railsOn } = this.#shop;
    if (!this.#asked.take(claim.secret, this.#shop.now())) return refuse("rate-limited");
    const rail = railsOn.find((on) => on.name === name);
    if (!rail) return refuse("rail-unknown");
    if (!rail.can.instruct) return refuse("confirmation-required");
    const looked = this.#shop.look(claim.number);
    if (!looked.ok) return this.#answer(claim, looked);
    const { terms } = looked.value.order;
    if (rail.takes && !rail.takes(terms.amount)) return refuse("rail-amount-refused");
    if (!this.#shop.railsToPay(terms).includes(rail)) return refuse("rail-unknown");
    const { isTest } = rail;
    const command = { type: "instruct", claim: claim.secret, key, rail: name, isTest } as const;
    const instructed = this.#shop.handle(claim.number, command);
    if (!instructed.ok) return this.#answer(claim, instructed);
    const { order, events } = instructed.value;
    if (order.status !== "paying" || events.at(-1)?.type !== "instructed") return this.view(claim);
    await cashier.instruct(order, `${origin}/C/${capabilityText(claim)}`);
    const settled = this.#shop.look(claim.number);
    const declined =
      settled.ok && settled.value.order.past.declines.some((decline) => decline.key === key);
    return declined ? refuse("payment-declined") : this.#answer(claim, settled);
  }

  /** The wallet that a top-up is for. */
  attach(claim: Capability, wallet: WalletId): Answer<ClaimView> {
    const command = { type: "attach", key: claim.secret, wallet } as const;
    return this.#answer(claim, this.#shop.handle(claim.number, command));
  }

  /** A wallet is being asked to hold the money: the till shows that the order is being paid. May be lost without harm. */
  begin(claim: Capability, key: Secret, hold: WalletHold): Answer<ClaimView> {
    if (!this.#shop.isOn("wallet")) return refuse("rail-unknown");
    // What is decided is not begun again by a word that comes late.
    if (this.#shop.decisions.find(hold.pend)) return this.view(claim);
    const command = { type: "instruct", claim: claim.secret, key, rail: "wallet", hold } as const;
    return this.#answer(claim, this.#shop.handle(claim.number, command));
  }

  /** Waits as long as a payer would for the decision of a try; then the screens say "checking". */
  async watch({ number }: Capability, { pend }: WalletHold): Promise<void> {
    const until = later(this.#shop.now(), PATIENCE_MS);
    for (;;) {
      const looked = this.#shop.look(number);
      if (!looked.ok) return;
      const { order } = looked.value;
      if (order.status !== "paying" || order.attempt.hold?.pend !== pend) return;
      const leftMs = until - this.#shop.now();
      if (leftMs <= 0) return this.#shop.cashier.attend(order);
      await this.#shop.atOrder.wait(number, leftMs);
    }
  }

  /** The wallet would not hold the money: this try is over, and the payer may try another way. */
  withdraw(claim: Capability, hold: WalletHold, reason: DeclineReason): Answer<ClaimView> {
    this.#shop.clearing.reject(claim.number, hold, reason);
    return this.view(claim);
  }

  view(claim: Capability): Answer<ClaimView> {
    return this.#answer(claim, this.#shop.look(claim.number));
  }

  /** The claim once its version is no longer `after`, or when the time is up. Asking keeps the lease alive. */
  async wait(claim: Capability, after: number, waitSeconds: number): Promise<Answer<ClaimView>> {
    const renewed = this.#shop.handle(claim.number, { type: "renew", key: claim.secret });
    if (!renewed.ok || renewed.value.version !== after || waitSeconds <= 0) return this.view(claim);
    if (this.#shop.atOrder.isFull) return refuse("too-many-waiting");
    await this.#waitAt(claim, waitSeconds);
    return this.view(claim);
  }

  /** Asks the rail of this payer's attempt at once: what became of it, or to stop it. */
  async hurry(claim: Capability, question: "look up" | "void"): Promise<Answer<ClaimView>> {
    if (!this.#asked.take(claim.secret, this.#shop.now())) return refuse("rate-limited");
    const looked = this.#shop.look(claim.number);
    if (!looked.ok) return this.#answer(claim, looked);
    const { order } = looked.value;
    if (order.status === "paying" && heldBy(order, claim.secret)) {
      // All else that a claim may cause is bounded by its order, and a sleep may forget how often it was tried.
      this.#asked.hasEffect(claim.secret, this.#shop.now());
      await this.#shop.cashier.hurry(order, question);
    }
    return this.view(claim);
  }

  release(claim: Capability): Answer<ClaimView> {
    const released = this.#shop.handle(claim.number, { type: "release", key: claim.secret });
    return this.#answer(claim, released);
  }

  receipt(receipt: Capability): Answer<ReceiptView> {
    const looked = this.#shop.look(receipt.number);
    if (!looked.ok || looked.value.order.status !== "paid") return refuse("not-found");
    const { order, version } = looked.value;
    if (order.receipt !== receipt.secret) return refuse("not-found");
    return ok({
      id: capabilityText(receipt),
      merchant: this.#merchant(),
      bill: billOf(order),
      rail: order.attempt.rail,
      version,
    });
  }

  /** The receipt once its version is no longer `after`, or when the time is up: a refund shows by itself. */
  async waitForReceipt(
    receipt: Capability,
    after: number,
    waitSeconds: number,
  ): Promise<Answer<ReceiptView>> {
    const found = this.receipt(receipt);
    if (!found.ok || found.value.version !== after || waitSeconds <= 0) return found;
    if (this.#shop.atOrder.isFull) return refuse("too-many-waiting");
    await this.#waitAt(receipt, waitSeconds);
    return this.receipt(receipt);
  }

  #waitAt({ number }: Capability, waitSeconds: number): Promise<void> {
    return this.#shop.atOrder.wait(number, Math.min(waitSeconds, MAX_WAIT_SECONDS) * 1000);
  }

  #answer(claim: Capability, handled: Answer<Entry>): Answer<ClaimView> {
    // A claim says nothing of the orders that it does not hold, not even whether they are there.
    if (!handled.ok)
      return refuse(handled.reason === "order-not-found" ? "claim-unknown" : handled.reason);
    const { order, version } = handled.value;
    const rails = this.#railsFor(order.terms);
    const rest = { merchant: this.#merchant(), rails, version };
    const view = claimViewOf(claim, order, rest);
    return view ? ok(view) : refuse("claim-unknown");
  }

  #railsFor(terms: Terms): RailView[] {
    const { currency } = terms.amount;
    return this.#shop.railsToPay(terms).map((rail) => railViewOf(rail, currency));
  }

  #merchant(): PayeeView {
    const { name, language } = this.#shop.profile;
    return { name, language };
  }

  /** Turns positions into distance bands; nothing finer goes any further. */
  #placeOf(
    cell: number,
    { position, network }: Pick<Evidence, "position" | "network">,
  ): PlaceEvidence {
    const { core } = this.#shop;
    return {
      phone: position ? spanOf(core, cell, position) : null,
      network: network ? spanOf(core, cell, network) : null,
    };
  }

  #refuseTerminal(number: OrderNumber): ProblemType | null {
    const terminal = this.#shop.register.terminal(terminalOf(number));
    if (!terminal) return "order-not-found";
    return terminal.isRevoked ? "terminal-revoked" : null;
  }
}

/** Whether the phone has said where it is, and neither that nor any words will do. */
const isRefusedByPlace = (order: Order): boolean =>
  order.status === "claimed" &&
  order.claim.match.place.phone !== null &&
  order.claim.stepUp !== null &&
  !order.claim.stepUp.byCode;
