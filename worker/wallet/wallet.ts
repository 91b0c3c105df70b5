import { DurableObject } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import type { Stuck } from "../contract/status.ts";
import { holdsIn } from "./pulse.ts";
import type { CreditAnswer, CreditMessage } from "../contract/clearing.ts";
import { WALLET } from "../contract/quota.ts";
import type { ClearedEntry, Whereabouts } from "../contract/reconciliation.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { Assertion, Registration } from "../contract/passkey.ts";
import type { OfferView, PaymentView, Statement, WalletView } from "../contract/wallet.ts";
import type { Capability, MerchantId, Secret } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import type { Instant } from "../domain/instant.ts";
import { type Minor, type Money, ZERO } from "../domain/money.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import type { PendId, WalletId } from "../domain/pend.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { AskedMeter } from "../object/asked-meter.ts";
import { migrate, schemaVersion } from "../object/migrate.ts";
import { ClearingHalf } from "./clearing-half.ts";
import { Counter } from "./counter.ts";
import { Purse } from "./purse.ts";
import { Filling } from "./filling.ts";
import schema from "./schema/0001_wallet.sql";
import topUps from "./schema/0002_top_ups.sql";
import allowances from "./schema/0003_allowances.sql";
import type { TopUp } from "./top-ups.ts";
import type { Site } from "../passkey/site.ts";
import type { Surroundings, WalletExpectation } from "./surroundings.ts";
import { verifyRegistration } from "../passkey/verify-passkey.ts";
import { verifyWallet } from "./verify-wallet.ts";

type Answer<Value> = Result<Value, ProblemType>;

const SCHEMA: readonly string[] = [schema, topUps, allowances];

/** One payer's object: the runtime's side of the purse. Nothing is decided here. */
export class Wallet extends DurableObject<Env> {
  /** Null until the wallet is opened: an object that somebody guessed the name of writes nothing. */
  #purse: Purse | null = null;
  readonly #asked: AskedMeter;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#asked = new AskedMeter(WALLET, ctx.storage.sql);
    void ctx.blockConcurrencyWhile(async () => {
      const { sql } = ctx.storage;
      const version = schemaVersion(sql);
      if (version === 0) return;
      migrate(sql, SCHEMA, version);
      const [profile] = sql.exec<{ wallet: string }>("SELECT wallet FROM profile");
      const alarmAt = await ctx.storage.getAlarm();
      if (profile) this.#purse = new Purse(this.around(), alarmAt, profile.wallet as WalletId);
    });
  }

  // What its owner asks, through the Worker that knows who asks.

  /** Opens the wallet with its first passkey; the same passkey again is the same answer. */
  async open(
    id: WalletId,
    registration: Registration,
    expected: WalletExpectation,
  ): Promise<Answer<WalletView>> {
    const around = this.around();
    const passkey = await around.register(registration, expected);
    if (!passkey) return refuse("assertion-invalid");
    if (!this.#purse) {
      const { sql } = this.ctx.storage;
      migrate(sql, SCHEMA);
      sql.exec("INSERT INTO profile (id, wallet, opened_at) VALUES (1, ?, ?)", id, around.clock());
      this.#purse = new Purse(around, null, id);
      this.#purse.keyring.add({ ...passkey, madeAt: this.#purse.now() });
    }
    return this.#purse.keyring.find(passkey.id) ? this.view() : refuse("challenge-used");
  }

  async signIn(
    assertion: Assertion,
    expected: WalletExpectation,
    endsAt: Instant,
  ): Promise<Answer<WalletView>> {
    const signedIn = await this.#purse?.signIn(assertion, expected, endsAt);
    if (!signedIn) return refuse("assertion-invalid");
    return signedIn.ok ? this.view() : signedIn;
  }

  view(): Answer<WalletView> {
    return this.#atCounter((counter) => ok(counter.view()));
  }

  statement(before: number, limit: number): Answer<Statement> {
    return this.#atCounter((counter) => ok(counter.statement(before, limit)));
  }

  /** `isNewPhone`: it has found the wallet within the last day. */
  offer(claim: Capability, payee: string, amount: Money, isNewPhone = false): Answer<OfferView> {
    return this.#metered((counter) => ok(counter.offer(claim, payee, amount, isNewPhone)));
  }

  pending(claim: Capability): Secret | null {
    return this.#purse && new Counter(this.#purse).pending(claim);
  }

  mayTopUp(amount: Money): boolean {
    return this.#purse !== null && new Counter(this.#purse).mayTopUp(amount);
  }

  // What its owner adds on its own page.

  fillingAt(key: Secret | null): MerchantId | null {
    return this.#filling()?.at(key) ?? null;
  }

  underWay(): TopUp[] {
    return this.#filling()?.underWay() ?? [];
  }

  room(currency: Currency): Minor {
    return this.#filling()?.room(currency) ?? ZERO;
  }

  beginTopUp(key: Secret, merchant: MerchantId, amount: Money): Answer<null> {
    return this.#metered(() => this.#filling()?.begin(key, merchant, amount) ?? refuse("fault"));
  }

  followTopUp(key: Secret, number: OrderNumber): void {
    this.#filling()?.follow(key, number);
  }

  endTopUp(key: Secret): void {
    this.#filling()?.end(key);
  }

  async giveBack(
    claim: Capability,
    key: Secret,
    payee: string,
    amount: Money,
  ): Promise<Answer<PaymentView>> {
    return this.#finish((purse) => new Filling(purse).giveBack(claim, key, payee, amount));
  }

  practise(key: Secret, amount: Money): Answer<WalletView> {
    return this.#metered((counter) => counter.practise(key, amount));
  }

  async confirm(
    pend: PendId,
    assertion: Assertion,
    site: Site,
    isNewPhone = false,
  ): Promise<Answer<PaymentView>> {
    return this.#finish((purse) => purse.confirm(pend, assertion, site, isNewPhone));
  }

  async abandon(pend: PendId): Promise<Answer<PaymentView>> {
    return this.#finish((purse) => purse.abandon(pend));
  }

  payment(pend: PendId): Answer<PaymentView> {
    return this.#purse?.payment(pend) ?? refuse("wallet-unknown");
  }

  // What merchants ask.

  credit(message: CreditMessage): CreditAnswer {
    // A wallet that nobody opened will take nothing in: nobody could ever spend it.
    return this.#purse?.credit(message) ?? { type: "refused" };
  }

  // What the operator asks.

  clearings(after: number, limit: number): ClearedEntry[] {
    return this.#clearingHalf()?.page(after, limit) ?? [];
  }

  whereabouts(pairs: readonly string[]): Whereabouts[] {
    return this.#clearingHalf()?.whereabouts(pairs) ?? [];
  }

  // What the runtime asks.

  /** The second net under the alarm, in case it was lost. Tells of holds that nobody has decided about. */
  async sweep(): Promise<Stuck[]> {
    if (!this.#purse) return [];
    this.#purse.rewind(await this.ctx.storage.getAlarm());
    return holdsIn(this.#purse.tries, Date.now());
  }

  override async alarm(): Promise<void> {
    await this.#purse?.attend();
  }

  protected around(): Surroundings {
    return {
      sql: this.ctx.storage.sql,
      clock: () => Date.now(),
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      sha256: (bytes) => core.sha256(bytes),
      sleep: (ms, signal) => scheduler.wait(ms, signal ? { signal } : {}),
      setAlarm: (atMs) => void this.ctx.storage.setAlarm(atMs),
      merchant: (id) => this.env.MERCHANT.getByName(id),
      verify: verifyWallet,
      register: verifyRegistration,
    };
  }

  #filling(): Filling | null {
    return this.#purse && new Filling(this.#purse);
  }

  #clearingHalf(): ClearingHalf | null {
    return this.#purse && new ClearingHalf(this.ctx.storage.sql, this.#purse.tries);
  }

  /** The payer may close the page; what was begun goes on all the same. */
  async #finish(act: (purse: Purse) => Promise<Answer<PaymentView>>): Promise<Answer<PaymentView>> {
    if (!this.#purse) return refuse("wallet-unknown");
    const answer = act(this.#purse);
    this.ctx.waitUntil(answer);
    return answer;
  }

  /** What writes a row each time it is asked. */
  #metered<Value>(ask: (counter: Counter) => Answer<Value>): Answer<Value> {
    if (!this.#purse) return refuse("wallet-unknown");
    const now = this.around().clock();
    if (!this.#asked.take("", now)) return refuse("rate-limited");
    const answer = this.#atCounter(ask);
    if (answer.ok) this.#asked.hasEffect("", now);
    return answer;
  }

  #atCounter<Value>(ask: (counter: Counter) => Answer<Value>): Answer<Value> {
    return this.#purse ? ask(new Counter(this.#purse)) : refuse("wallet-unknown");
  }
}
