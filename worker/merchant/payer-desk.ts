import { type ClaimView, type MakeInstruction, claimViewOf } from "../contract/claim.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import { type Bill, billOf } from "../contract/order.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import { type Capability, capabilityText } from "../domain/capability.ts";
import type { Sighting } from "../domain/match.ts";
import { type OrderNumber, terminalOf } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import type { Entry } from "./journal.ts";
import type { Shop } from "./shop.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** How long a phone that came first waits for the terminal's own message. */
const CLAIM_PARK_MS = 10_000;

/** Where payers ask: with a token that the edge has verified, and from then on with their claim. */
export class PayerDesk {
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** The bill behind a token, for showing before it is claimed. Changes nothing: link previews look too. */
  peek(number: OrderNumber): Answer<{ merchant: { name: string }; bill: Bill }> {
    const refusal = this.#refuseTerminal(number);
    if (refusal) return refuse(refusal);
    const looked = this.#shop.look(number);
    if (!looked.ok) return looked;
    return ok({ merchant: this.#merchant(), bill: billOf(looked.value.order) });
  }

  /** The phone leg. A phone that comes before the device leg is parked and answered in the instant it lands. */
  async claim(
    claim: Capability,
    evidence: Omit<Sighting, "arrivedAt">,
  ): Promise<Answer<ClaimView>> {
    const refusal = this.#refuseTerminal(claim.number);
    if (refusal) return refuse(refusal);
    const sighting = { ...evidence, arrivedAt: this.#shop.now() };
    const command = { type: "claim", key: claim.secret, sighting } as const;
    const first = this.#shop.handle(claim.number, command);
    if (first.ok || first.reason !== "order-not-found") return this.#answer(claim, first);
    if (this.#shop.atOrder.isFull) return refuse("too-many-waiting");
    await this.#shop.atOrder.wait(claim.number, CLAIM_PARK_MS);
    return this.#answer(claim, this.#shop.handle(claim.number, command));
  }

  /** The payment instruction. Answers when the rail has, or when the payer has waited long enough. */
  async instruct(claim: Capability, { key, rail }: MakeInstruction): Promise<Answer<ClaimView>> {
    const { cashier } = this.#shop;
    if (!cashier.has(rail)) return refuse("rail-unknown");
    const command = { type: "instruct", claim: claim.secret, key, rail } as const;
    const instructed = this.#shop.handle(claim.number, command);
    if (!instructed.ok) return instructed;
    const { order, events } = instructed.value;
    if (order.status !== "paying" || events.at(-1)?.type !== "instructed") return this.view(claim);
    await cashier.instruct(order);
    const settled = this.#shop.look(claim.number);
    const declined =
      settled.ok && settled.value.order.past.declines.some((decline) => decline.key === key);
    return declined ? refuse("payment-declined") : this.#answer(claim, settled);
  }

  view(claim: Capability): Answer<ClaimView> {
    return this.#answer(claim, this.#shop.look(claim.number));
  }

  /** The claim once its version is no longer `after`, or when the time is up. Asking keeps the lease alive. */
  async wait(claim: Capability, after: number, waitSeconds: number): Promise<Answer<ClaimView>> {
    const renewed = this.#shop.handle(claim.number, { type: "renew", key: claim.secret });
    if (!renewed.ok || renewed.value.version !== after || waitSeconds <= 0) return this.view(claim);
    if (this.#shop.atOrder.isFull) return refuse("too-many-waiting");
    await this.#shop.atOrder.wait(claim.number, Math.min(waitSeconds, MAX_WAIT_SECONDS) * 1000);
    return this.view(claim);
  }

  release(claim: Capability): Answer<ClaimView> {
    const released = this.#shop.handle(claim.number, { type: "release", key: claim.secret });
    return this.#answer(claim, released);
  }

  receipt(receipt: Capability): Answer<ReceiptView> {
    const looked = this.#shop.look(receipt.number);
    if (!looked.ok || looked.value.order.status !== "paid") return refuse("not-found");
    const { order } = looked.value;
    if (order.receipt !== receipt.secret) return refuse("not-found");
    return ok({
      id: capabilityText(receipt),
      merchant: this.#merchant(),
      bill: billOf(order),
      rail: order.attempt.rail,
    });
  }

  #answer(claim: Capability, handled: Answer<Entry>): Answer<ClaimView> {
    if (!handled.ok) return handled;
    const { order, version } = handled.value;
    const rest = { merchant: this.#merchant(), rails: this.#shop.cashier.railNames, version };
    const view = claimViewOf(claim, order, rest);
    return view ? ok(view) : refuse("claim-unknown");
  }

  #merchant(): { name: string } {
    return { name: this.#shop.profile.name };
  }

  #refuseTerminal(number: OrderNumber): ProblemType | null {
    const terminal = this.#shop.register.terminal(terminalOf(number));
    if (!terminal) return "order-not-found";
    return terminal.isRevoked ? "terminal-revoked" : null;
  }
}
