import { AlarmClock } from "../object/alarm-clock.ts";
import {
  CLEARING_VERSION,
  type CreditAnswer,
  type CreditMessage,
  type PendAnswer,
  type PendMessage,
} from "../contract/clearing.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { MerchantId } from "../domain/capability.ts";
import type { Assertion, Registration } from "../contract/passkey.ts";
import type { PaymentView } from "../contract/wallet.ts";
import type { Currency } from "../domain/currency.ts";
import { type HoldCommand, type Standing, decideHold } from "../domain/decide-hold.ts";
import { type Hold, type HoldEvent, type HoldTerms, evolveHold } from "../domain/hold.ts";
import { type Instant, instant, later } from "../domain/instant.ts";
import { orderNumberText, parseOrderNumber } from "../domain/order-number.ts";
import { type PaymentOffer, paymentText } from "../domain/payment-text.ts";
import type { PendId, WalletId } from "../domain/pend.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { dayOf, entriesOfHold, entryOfCredit, spentOn } from "../domain/wallet-ledger.ts";
import { limitsOnNewPhone, walletLimitsFor } from "../domain/wallet-limits.ts";
import { type About, Books } from "./books.ts";
import { Keyring } from "./keyring.ts";
import type { Site } from "../passkey/site.ts";
import type { Surroundings, WalletExpectation } from "./surroundings.ts";
import { TopUps } from "./top-ups.ts";
import { Tries } from "./tries.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** How long a payer waits for the merchant's decision before the page says "checking". */
const PATIENCE_MS = 5_000;
/** After this long the question is no longer "yes?" but "no, unless it was yes": the money shall not be held for ever. */
const INQUIRE_AFTER_MS = 120_000;
const MAX_BACKOFF_MS = 30_000;
/** Past this many tries in vain a question is for people to look at; it is still asked, but seldom. */
const STUCK_AFTER = 24;
const STUCK_BACKOFF_MS = 15 * 60_000;
/** Questions put at once by one alarm. */
const MAX_ASKED = 32;

const encoder = new TextEncoder();

/**
 * One payer's wallet at work. Money is held before the merchant hears of it, and what becomes of it is the merchant's one
 * decision: this side never gives up by its own clock, it asks. The rules are in the domain.
 */
export class Purse {
  readonly id: WalletId;
  readonly books: Books;
  readonly keyring: Keyring;
  readonly tries: Tries;
  readonly topUps: TopUps;
  readonly #around: Surroundings;
  readonly #alarm: AlarmClock;

  constructor(around: Surroundings, alarmAt: number | null, id: WalletId) {
    this.id = id;
    this.#around = around;
    this.#alarm = new AlarmClock((at) => around.setAlarm(at), alarmAt);
    this.books = new Books(around.sql, () => around.clock());
    this.keyring = new Keyring(around.sql);
    this.tries = new Tries(around.sql);
    this.topUps = new TopUps(around.sql);
    // An alarm can be lost; what is due is never lost with it.
    this.wind();
  }

  now(): Instant {
    return this.books.now();
  }

  random(bytes: number): Uint8Array<ArrayBuffer> {
    return this.#around.random(bytes);
  }

  sha256(text: string): Uint8Array {
    return this.#around.sha256(encoder.encode(text));
  }

  challengeOf(offer: PaymentOffer): string {
    return base64Url(this.sha256(paymentText(offer)));
  }

  /** Adds a passkey that was just made for this wallet. The same one again is the same answer. */
  async enrol(registration: Registration, expected: WalletExpectation): Promise<Answer<null>> {
    const passkey = await this.#around.register(registration, expected);
    if (!passkey) return refuse("assertion-invalid");
    if (!this.keyring.find(passkey.id)) this.keyring.add({ ...passkey, madeAt: this.now() });
    return ok(null);
  }

  /** Finds the wallet again: good once for each ticket. */
  async signIn(
    assertion: Assertion,
    expected: WalletExpectation,
    ticketEndsAt: Instant,
  ): Promise<Answer<null>> {
    const passkey = this.keyring.find(assertion.id);
    const counter = passkey && (await this.#around.verify(assertion, passkey, expected));
    if (counter === null) return refuse("assertion-invalid");
    if (!this.keyring.spend(expected.challenge, ticketEndsAt, this.now()))
      return refuse("challenge-used");
    return this.keyring.advance(assertion.id, counter) ? ok(null) : refuse("assertion-invalid");
  }

  /**
   * The payer's confirmation: the challenge is used up and the money is held in one commit, then the merchant is asked.
   * Sent again, it answers what became of it. A wrong answer spoils the offer, so that nobody can try until one fits.
   */
  async confirm(
    pend: PendId,
    assertion: Assertion,
    site: Site,
    isNewPhone = false,
  ): Promise<Answer<PaymentView>> {
    if (this.tries.find(pend)) return this.payment(pend);
    const before = this.#usable(pend);
    if (!before.ok) return before;
    const { payee, amount } = before.value.terms;
    const passkey = this.keyring.find(assertion.id);
    const challenge = this.challengeOf(before.value);
    const payment = { payee, minor: amount.minor, currency: amount.currency };
    const counter =
      passkey &&
      (await this.#around.verify(assertion, passkey, {
        ...site,
        challenge,
        payment,
        wallet: this.id,
      }));
    // Verifying took time: the same confirmation may have come a second time meanwhile, and been faster.
    if (this.tries.find(pend)) return this.payment(pend);
    const offer = this.#usable(pend);
    if (!offer.ok) return offer;
    if (counter === null || !this.keyring.advance(assertion.id, counter)) {
      this.tries.spoilOffer(pend);
      return refuse("assertion-invalid");
    }
    const terms = { ...offer.value.terms, at: this.now() };
    const isCautious = isNewPhone && passkey?.syncs === true;
    const handled = this.handle(pend, { type: "hold", terms }, isCautious);
    if (!handled.ok) {
      // The merchant hears of it, and will not take this try any more: the next one is offered anew.
      this.tries.spoilOffer(pend);
      return handled;
    }
    this.tries.takeOffer(pend);
    if (handled.value.status === "pending") await this.#askPatiently(pend);
    return this.payment(pend);
  }

  /** Holds money that nobody has to confirm, and asks the merchant for its decision: it only goes back to its owner. */
  async hold(terms: HoldTerms): Promise<Answer<PaymentView>> {
    const handled = this.handle(terms.pend, { type: "hold", terms });
    if (!handled.ok) return handled;
    if (handled.value.status === "pending") await this.#askPatiently(terms.pend);
    return this.payment(terms.pend);
  }

  /** The payer wants out. The merchant is asked to say no, unless it has said yes. */
  async abandon(pend: PendId): Promise<Answer<PaymentView>> {
    const abandoned = this.handle(pend, { type: "abandon" });
    if (!abandoned.ok) return abandoned;
    if (abandoned.value.status === "pending") await this.#askPatiently(pend);
    return this.payment(pend);
  }

  payment(pend: PendId): Answer<PaymentView> {
    const hold = this.tries.find(pend);
    if (!hold) return refuse("payment-unknown");
    return ok({
      state: hold.status,
      reason: "reason" in hold ? hold.reason : null,
      receipt: hold.status === "posted" ? hold.receipt : null,
    });
  }

  /** Load, decide, evolve, save: nothing is awaited in between, so it is one commit. */
  handle(pend: PendId, command: HoldCommand, isCautious = false): Result<Hold, ProblemType> {
    const now = this.now();
    const found = this.tries.find(pend);
    const decided = decideHold(found, command, (currency) =>
      this.#standingFor(currency, now, isCautious),
    );
    if (!decided.ok) return decided;
    let hold = found;
    for (const event of decided.value) {
      hold = evolveHold(hold, event);
      const { currency } = hold.terms.amount;
      this.books.book(entriesOfHold(hold, event), currency, aboutOf(hold, event), now);
    }
    if (!hold) return refuse("payment-unknown");
    if (decided.value.length > 0) this.#save(hold, now);
    return ok(hold);
  }

  /** Takes in what somebody owes, once per id. What has arrived is never refused: limits are for what is asked for. */
  credit({ version, wallet, credit }: CreditMessage): CreditAnswer {
    if (version !== CLEARING_VERSION || wallet !== this.id) return { type: "unknown" };
    const known = this.books.credited(credit.id);
    if (known === null) {
      const now = this.now();
      this.books.keepCredit(credit, true, now);
      const about: About = { type: credit.kind, name: credit.payer };
      this.books.book([entryOfCredit(credit)], credit.amount.currency, about, now);
      if (credit.from !== "sandbox") this.#noteArrival(credit.from, credit.pair);
    }
    return { type: known === false ? "refused" : "credited" };
  }

  /** What comes in says where the wallet is of use, and may be what its owner waits for. */
  #noteArrival(merchant: MerchantId, pair: string): void {
    this.topUps.visit(merchant);
    const number = parseOrderNumber(pair.split(" ")[0] ?? "");
    const topUp = number && this.topUps.of(merchant, number);
    if (topUp) this.topUps.end(topUp.key);
  }

  /** Asks whatever is due, then sets the next alarm. Never throws: an alarm that throws is in the end forgotten. */
  async attend(): Promise<void> {
    this.#alarm.rang();
    const now = this.now();
    const due = this.tries.open().filter(({ askAt }) => askAt <= now);
    const asked = await Promise.allSettled(
      due.slice(0, MAX_ASKED).map(({ pend }) => this.#ask(pend)),
    );
    for (const result of asked) {
      if (result.status === "rejected") console.error("a try could not be asked", result.reason);
    }
    this.wind();
  }

  /** The same, told by the runtime what is set. */
  rewind(alarmAt: number | null): void {
    this.#alarm.correct(alarmAt);
    this.wind();
  }

  /** Sets the alarm for whatever is due. */
  wind(): void {
    const [next] = this.tries.open();
    this.#alarm.ringBy(next ? latest(next.askAt, this.now()) : null);
  }

  /** Asks, and waits for the answer as long as a payer would. The alarm stands behind it. */
  async #askPatiently(pend: PendId): Promise<void> {
    const patience = new AbortController();
    const silence = this.#around.sleep(PATIENCE_MS, patience.signal).catch(() => {});
    await Promise.race([this.#ask(pend), silence]);
    patience.abort();
  }

  /** Puts the question to the merchant and takes the answer. What went wrong on the way is unknown, and asked again. */
  async #ask(pend: PendId): Promise<void> {
    const hold = this.tries.find(pend);
    if (hold?.status !== "pending") return this.tries.answered(pend);
    const { at, payee: _, ...parts } = hold.terms;
    const message = { version: CLEARING_VERSION, ...parts };
    const isInquiry = hold.abandoned || this.now() >= later(at, INQUIRE_AFTER_MS);
    const answer = await this.#put(message, isInquiry);
    if (answer.type === "unknown") this.#askAgain(pend);
    else this.handle(pend, { type: "settle", verdict: answer });
  }

  async #put(message: PendMessage, isInquiry: boolean): Promise<PendAnswer> {
    try {
      const merchant = this.#around.merchant(message.merchant);
      return await (isInquiry ? merchant.cancelPend(message) : merchant.decide(message));
    } catch (error) {
      console.error("a merchant did not answer", error);
      return { type: "unknown" };
    }
  }

  #askAgain(pend: PendId): void {
    const open = this.tries.open().find((other) => other.pend === pend);
    if (!open) return;
    const tries = open.tries + 1;
    if (tries === STUCK_AFTER) console.error("a payment is stuck", this.id, pend);
    const backoffMs =
      tries < STUCK_AFTER ? Math.min(MAX_BACKOFF_MS, 250 * 2 ** tries) : STUCK_BACKOFF_MS;
    // Up to a quarter later, so that what failed together does not come back together.
    const jitter = 1 + (this.#around.random(1)[0] ?? 0) / 1024;
    const askAt = later(this.now(), Math.round(backoffMs * jitter));
    this.tries.askAt(pend, askAt, tries);
    this.#alarm.ringBy(askAt);
  }

  /** Keeps the try, and with it whether the merchant has still to be asked. */
  #save(hold: Hold, now: Instant): void {
    const { pend } = hold.terms;
    this.tries.save(hold, now);
    if (hold.status !== "pending") return this.tries.answered(pend);
    const askAt = hold.abandoned ? now : later(now, PATIENCE_MS);
    this.tries.askAt(pend, askAt, 0);
    this.#alarm.ringBy(askAt);
  }

  #standingFor(currency: Currency, now: Instant, isCautious: boolean): Standing {
    const limits = walletLimitsFor(currency);
    const pocket = this.books.pocket(currency);
    return {
      available: pocket.available,
      spent: spentOn(dayOf(now), pocket),
      pending: this.tries.open().length,
      limits: isCautious ? limitsOnNewPhone(limits) : limits,
    };
  }

  #usable(pend: PendId): Answer<PaymentOffer> {
    const kept = this.tries.offer(pend);
    if (!kept) return refuse("payment-unknown");
    if (kept.isUsed) return refuse("challenge-used");
    return this.now() < kept.offer.expiresAt ? ok(kept.offer) : refuse("challenge-expired");
  }
}

/** What the statement says of a movement. */
function aboutOf({ terms }: Hold, event: HoldEvent): About {
  const order = orderNumberText(terms.number);
  switch (event.type) {
    case "held":
      if (terms.isReturn) return { type: "sent-back", name: terms.payee, pend: terms.pend, order };
      return { type: "payment", name: terms.payee, pend: terms.pend, order };
    case "voided":
      return { type: "returned", name: terms.payee, order };
    case "posted":
    case "declined":
    case "abandoned":
      return { type: "posted" };
  }
}

/** RFC 4648 section 5, without padding. */
export const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const latest = (a: Instant, b: Instant): Instant => instant(Math.max(a, b));
