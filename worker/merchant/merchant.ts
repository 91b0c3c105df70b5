import { DurableObject } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import type { ClaimView, MakeInstruction, MakeProof } from "../contract/claim.ts";
import { type Credential, credentialText, parseCredential } from "../contract/credential.ts";
import type { EventPage } from "../contract/event.ts";
import type { LedgerView } from "../contract/ledger.ts";
import type { FoundMerchant, Founded, TerminalView, Ticket } from "../contract/merchant.ts";
import type { MakeRefund, OrderPage, OrderView, PlaceOrder, TakeCash } from "../contract/order.ts";
import type { Policy, Position, PutPlace } from "../contract/place.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { PutRails, RailsView } from "../contract/rails.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import type { MintTokens, Windows } from "../contract/token.ts";
import { type Capability, type MerchantId, secretFrom } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import type { RailNotice } from "../rails/rail.ts";
import { settingOf } from "../rails/setting.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { LiveSockets } from "./live-sockets.ts";
import { hasSchema, migrate } from "./migrate.ts";
import { type Evidence, PayerDesk, type Peek } from "./payer-desk.ts";
import { type Profile, Register } from "./register.ts";
import { Shop, hashOf } from "./shop.ts";
import type { Surroundings } from "./surroundings.ts";
import { TerminalDesk } from "./terminal-desk.ts";

type Answer<Value> = Result<Value, ProblemType>;

interface Premises {
  readonly shop: Shop;
  readonly terminals: TerminalDesk;
  readonly payers: PayerDesk;
}

/** One merchant's object: the runtime's side of the shop. Every call is answered by a desk; nothing is decided here. */
export class Merchant extends DurableObject<Env> {
  /** Null until the merchant is founded: an object that somebody guessed the name of writes nothing. */
  #premises: Premises | null = null;
  readonly #sockets = new LiveSockets(this.ctx, () => this.#premises?.shop.feed);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => {
      if (!hasSchema(ctx.storage.sql)) return;
      migrate(ctx.storage.sql);
      const profile = new Register(ctx.storage.sql).profile();
      if (profile) this.#open(profile, await ctx.storage.getAlarm());
    });
  }

  found(id: MerchantId, wish: FoundMerchant): Answer<Founded> {
    if (this.#premises) return refuse("fault");
    migrate(this.ctx.storage.sql);
    const register = new Register(this.ctx.storage.sql);
    const now = instant(Date.now());
    const { name, language } = wish;
    const profile = { merchant: id, name, currency: wish.currency as Currency, language };
    const secret = secretFrom(crypto.getRandomValues(new Uint8Array(26)));
    register.found(profile, now);
    const number = register.enrol(wish.terminal.name, hashOf(this.around(), secret), now);
    this.#open(profile, null);
    const credential = credentialText({ merchant: id, terminal: number, secret });
    return ok({
      merchant: { id, name, currency: wish.currency, language },
      terminal: { number, name: wish.terminal.name, credential },
    });
  }

  // What terminals ask.

  terminal(credential: Credential): Answer<TerminalView> {
    return this.#atTerminals((desk) => desk.view(credential));
  }

  place(credential: Credential, wish: PlaceOrder): Answer<{ order: OrderView; isNew: boolean }> {
    return this.#atTerminals((desk) => desk.place(credential, wish));
  }

  order(credential: Credential, number: OrderNumber): Answer<OrderView> {
    return this.#atTerminals((desk) => desk.order(credential, number));
  }

  orders(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
    return this.#atTerminals((desk) => desk.orders(credential, before, limit));
  }

  async cancel(credential: Credential, number: OrderNumber): Promise<Answer<OrderView>> {
    return this.#atTerminals((desk) => desk.cancel(credential, number));
  }

  takeCash(credential: Credential, number: OrderNumber, cash: TakeCash): Answer<OrderView> {
    return this.#atTerminals((desk) => desk.takeCash(credential, number, cash));
  }

  async refund(
    credential: Credential,
    number: OrderNumber,
    wish: MakeRefund,
  ): Promise<Answer<OrderView>> {
    return this.#atTerminals((desk) => desk.refund(credential, number, wish));
  }

  ledger(credential: Credential): Answer<LedgerView> {
    return this.#atTerminals((desk) => desk.ledger(credential));
  }

  async events(
    credential: Credential,
    after: number,
    waitSeconds: number,
  ): Promise<Answer<EventPage>> {
    return this.#atTerminals((desk) => desk.events(credential, after, waitSeconds));
  }

  mint(credential: Credential, wish: MintTokens, origin: string): Answer<Windows> {
    return this.#atTerminals((desk) => desk.mint(credential, wish, origin));
  }

  code(credential: Credential, number: OrderNumber, origin: string): Answer<Windows> {
    return this.#atTerminals((desk) => desk.code(credential, number, origin));
  }

  waiting(
    credential: Credential,
    number: OrderNumber,
  ): Answer<{ cell: number; expiresAt: string }> {
    return this.#atTerminals((desk) => desk.waiting(credential, number));
  }

  putPlace(credential: Credential, wish: PutPlace): Answer<TerminalView> {
    return this.#atTerminals((desk) => desk.putPlace(credential, wish));
  }

  policy(credential: Credential): Answer<Policy> {
    return this.#atTerminals((desk) => desk.policy(credential));
  }

  putPolicy(credential: Credential, policy: Policy): Answer<Policy> {
    return this.#atTerminals((desk) => desk.putPolicy(credential, policy));
  }

  rails(credential: Credential): Answer<RailsView> {
    return this.#atTerminals((desk) => desk.rails(credential));
  }

  putRails(credential: Credential, wish: PutRails): Answer<RailsView> {
    return this.#atTerminals((desk) => desk.putRails(credential, wish));
  }

  ticket(credential: Credential): Answer<Ticket> {
    return this.#atTerminals((desk) => desk.ticket(credential));
  }

  // What payers ask.

  peek(number: OrderNumber): Answer<Peek> {
    return this.#atPayers((desk) => desk.peek(number));
  }

  async claim(claim: Capability, evidence: Evidence): Promise<Answer<ClaimView>> {
    return this.#atPayers((desk) => desk.claim(claim, evidence));
  }

  prove(claim: Capability, proof: MakeProof, network: Position | null): Answer<ClaimView> {
    return this.#atPayers((desk) => desk.prove(claim, proof, network));
  }

  /** `origin` is where the payer comes back to from a rail's own page. */
  async instruct(
    claim: Capability,
    instruction: MakeInstruction,
    origin: string,
  ): Promise<Answer<ClaimView>> {
    const asked = this.#atPayers((desk) => desk.instruct(claim, instruction, origin));
    const answer = Promise.resolve(asked);
    // The payer may close the page; the money moves all the same, and its answer has to be heard.
    this.ctx.waitUntil(answer);
    return answer;
  }

  async claimView(
    claim: Capability,
    after: number,
    waitSeconds: number,
  ): Promise<Answer<ClaimView>> {
    return this.#atPayers((desk) => desk.wait(claim, after, waitSeconds));
  }

  /** The payer is back from a rail's own page: what became of it is asked for at once. */
  async returned(claim: Capability): Promise<Answer<ClaimView>> {
    return this.#atPayers((desk) => desk.hurry(claim, "look up"));
  }

  /** The payer gives up a payment that a rail has begun; the rail's answer decides. */
  async stop(claim: Capability): Promise<Answer<ClaimView>> {
    return this.#atPayers((desk) => desk.hurry(claim, "void"));
  }

  release(claim: Capability): Answer<ClaimView> {
    return this.#atPayers((desk) => desk.release(claim));
  }

  receipt(receipt: Capability): Answer<ReceiptView> {
    return this.#atPayers((desk) => desk.receipt(receipt));
  }

  // What rails say without being asked.

  /** False: it could not be acted upon now, and has to be said again. */
  async hear(rail: string, notice: RailNotice): Promise<boolean> {
    return this.#premises?.shop.cashier.hear(rail, notice) ?? true;
  }

  // What the runtime asks.

  /** The live channel: a WebSocket for the holder of a ticket, or of a credential where a program can send one. */
  override fetch(request: Request): Response {
    const url = new URL(request.url);
    const ticket = parseCredential(url.searchParams.get("ticket") ?? "");
    const bearer = parseCredential(
      request.headers.get("authorization")?.slice("Bearer ".length) ?? "",
    );
    const after = Number(url.searchParams.get("after") ?? 0);
    const desk = this.#premises?.terminals;
    const terminal =
      (ticket && desk?.takeTicket(ticket)) ??
      (bearer && desk?.admit(bearer).ok ? bearer.terminal : null);
    if (!desk || !terminal) return new Response(null, { status: 401 });
    if (after > desk.lastCursor) return new Response(null, { status: 422 });
    return this.#sockets.accept(terminal, after, this.env.PUBLIC_ORIGIN ?? url.origin);
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#sockets.hear(socket, message, (terminal, wish, origin) =>
      this.#atTerminals((desk) => desk.mintFor(terminal, wish, origin)),
    );
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#sockets.answerClose(socket, code);
  }

  override async alarm(): Promise<void> {
    await this.#premises?.shop.attend();
  }

  #open(profile: Profile, alarmAt: number | null): void {
    const shop = new Shop(this.around(), alarmAt, profile);
    this.#premises = { shop, terminals: new TerminalDesk(shop), payers: new PayerDesk(shop) };
  }

  protected around(): Surroundings {
    return {
      sql: this.ctx.storage.sql,
      clock: () => Date.now(),
      core,
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      sleep: (ms, signal) => scheduler.wait(ms, signal ? { signal } : {}),
      fetch: (input, init) => fetch(input, init),
      setting: (name) => settingOf(this.env, name),
      setAlarm: (atMs) => void this.ctx.storage.setAlarm(atMs),
      push: (terminal) => this.#sockets.push(terminal),
    };
  }

  #atTerminals<Value>(ask: (desk: TerminalDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.terminals) : refuse("unauthenticated");
  }

  #atPayers<Value>(ask: (desk: PayerDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.payers) : refuse("order-not-found");
  }
}
