import { DurableObject } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import type { MadeKey, MakeKey, RotateKey } from "../contract/api-key.ts";
import type { ClaimView, MakeInstruction, MakeProof } from "../contract/claim.ts";
import type { PendAnswer, PendMessage } from "../contract/clearing.ts";
import {
  type Credential,
  type Proof,
  credentialText,
  parseCredential,
} from "../contract/credential.ts";
import type { Enrolled, EnrolmentCode } from "../contract/enrolment.ts";
import type {
  DisplayCredential,
  DisplayLink,
  DisplayList,
  DisplayView,
  LinkDisplay,
  LinkedDisplay,
  PutScreen,
  Screen,
} from "../contract/display.ts";
import type { EventPage } from "../contract/event.ts";
import type { LedgerView } from "../contract/ledger.ts";
import type {
  FoundMerchant,
  Founded,
  MerchantView,
  TerminalView,
  Ticket,
} from "../contract/merchant.ts";
import type { MakeRefund, OrderPage, OrderView, PlaceOrder, TakeCash } from "../contract/order.ts";
import type { Policy, Position, PutPlace } from "../contract/place.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ClearedEntry, LostHold, Whereabouts } from "../contract/reconciliation.ts";
import type { PutRails, RailsView } from "../contract/rails.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import type {
  AddStaff,
  ChangeStaff,
  SignInStaff,
  StaffOffice,
  StaffView,
} from "../contract/staff.ts";
import type { DayView, SettlementPage, SettlementView } from "../contract/settlement.ts";
import type { SheetPage } from "../contract/sheet.ts";
import type { Pulse } from "../contract/status.ts";
import type { SplitView } from "../contract/split.ts";
import type { MintTokens, Windows } from "../contract/token.ts";
import type { TopUpOrder, TopUpTerms } from "../contract/top-up.ts";
import { type Capability, type MerchantId, type Secret, secretFrom } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import type { DeclineReason } from "../domain/order.ts";
import type { WalletHold, WalletId } from "../domain/pend.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import type { RailNotice } from "../rails/rail.ts";
import { settingOf } from "../rails/setting.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { migrate, schemaVersion } from "../object/migrate.ts";
import type { StaffRules } from "../domain/staff.ts";
import type { PlainText } from "../domain/plain-text.ts";
import type { Assertion } from "../contract/passkey.ts";
import type { OfficeView } from "../contract/office.ts";
import type { RecoveryCode, SignUp } from "../contract/owner.ts";
import type { Session } from "../contract/session.ts";
import type { PasskeyAccount } from "../passkey/ceremony.ts";
import type { Expectation, Passkey } from "../passkey/passkey.ts";
import { lostHoldsIn } from "./lost-holds.ts";
import { ClearingBook } from "./clearing-book.ts";
import { AuditTrail } from "./audit-trail.ts";
import { type Invitation, OfficeDesk } from "./office-desk.ts";
import { type Challenge, OwnerDesk } from "./owner-desk.ts";
import { Door } from "./door.ts";
import { pulseOf } from "./pulse.ts";
import { People } from "./people.ts";
import { StaffBook } from "./staff-book.ts";
import { StaffDesk } from "./staff-desk.ts";
import { DisplayDesk } from "./display-desk.ts";
import { KeyDesk } from "./key-desk.ts";
import { LiveSockets } from "./live-sockets.ts";
import { type Evidence, PayerDesk, type Peek } from "./payer-desk.ts";
import { type Profile, Register } from "./register.ts";
import { SCHEMA } from "./schema.ts";
import { SettlementDesk, type SheetWish } from "./settlement-desk.ts";
import { Shop, hashOf } from "./shop.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Placed, TerminalDesk } from "./terminal-desk.ts";
import { TopUpDesk } from "./top-up-desk.ts";

type Answer<Value> = Result<Value, ProblemType>;

const FIRST_TERMINAL = { en: "Till 1", zh: "收银台 1" } as const;

/** What a new owner is given, once. */
interface Opened {
  readonly merchant: MerchantView;
  readonly session: Session;
  readonly recoveryCodes: string[];
  /** Makes the device that it is opened on the first terminal. */
  readonly enrolment: string;
}

interface Premises {
  readonly shop: Shop;
  readonly owners: OwnerDesk;
  readonly office: OfficeDesk;
  readonly keys: KeyDesk;
  readonly staff: StaffDesk;
  readonly terminals: TerminalDesk;
  readonly payers: PayerDesk;
  readonly topUps: TopUpDesk;
  readonly displays: DisplayDesk;
  readonly settlements: SettlementDesk;
}

/** One merchant's object: the runtime's side of the shop. Every call is answered by a desk; nothing is decided here. */
export class Merchant extends DurableObject<Env> {
  /** Null until the merchant is founded: an object that somebody guessed the name of writes nothing. */
  #premises: Premises | null = null;
  readonly #sockets = new LiveSockets(this.ctx, () => {
    if (!this.#premises) return undefined;
    const { shop, displays } = this.#premises;
    return { feed: shop.feed, viewFor: (number, origin) => displays.viewFor(number, origin) };
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => {
      const version = schemaVersion(ctx.storage.sql);
      if (version === 0) return;
      migrate(ctx.storage.sql, SCHEMA, version);
      const profile = new Register(ctx.storage.sql).profile();
      if (profile) this.#open(profile, await ctx.storage.getAlarm());
    });
  }

  found(id: MerchantId, wish: FoundMerchant): Answer<Founded> {
    if (this.#premises) return refuse("fault");
    migrate(this.ctx.storage.sql, SCHEMA);
    const register = new Register(this.ctx.storage.sql);
    const around = this.around();
    const now = instant(around.clock());
    const { name, language } = wish;
    const profile = { merchant: id, name, currency: wish.currency as Currency, language };
    const secret = secretFrom(around.random(26));
    register.found(profile, now);
    const number = register.enrol(wish.terminal.name, hashOf(around, secret), now);
    this.#open(profile, null);
    const credential = credentialText({ merchant: id, terminal: number, secret });
    return ok({
      merchant: { id, name, currency: wish.currency, language },
      terminal: { number, name: wish.terminal.name, credential },
    });
  }

  // What owners ask.

  /** Founds the shop of an owner whose passkey the edge has verified. The handle begins with the merchant's own id. */
  open(
    id: MerchantId,
    { name, currency, language, place }: SignUp["shop"],
    handle: Uint8Array<ArrayBuffer>,
    passkey: Passkey,
  ): Answer<Opened> {
    if (this.#premises) return refuse("unauthenticated");
    migrate(this.ctx.storage.sql, SCHEMA);
    const profile = { merchant: id, name, currency: currency as Currency, language };
    new Register(this.ctx.storage.sql).found(profile, instant(Date.now()));
    const { owners, office } = this.#open(profile, null);
    const session = owners.join(name, handle, passkey);
    const cell = place ? core.cellAt(place.latitude, place.longitude) : 0;
    return ok({
      merchant: { id, name, currency, language },
      session,
      recoveryCodes: owners.makeCodes(session.owner),
      enrolment: office.makeInvitation(FIRST_TERMINAL[language], null, cell),
    });
  }

  async signIn(
    expected: Expectation,
    assertion: Assertion,
    challenge: Challenge,
  ): Promise<Answer<Session>> {
    return this.#atOwners((desk) => desk.signIn(expected, assertion, challenge));
  }

  signInByCode(code: RecoveryCode): Answer<Session> {
    return this.#atOwners((desk) => desk.signInByCode(code));
  }

  renewSession(session: Session): Answer<Session> {
    return this.#atOwners((desk) => desk.renew(session));
  }

  signOut(session: Session): void {
    this.#premises?.owners.signOut(session);
  }

  signOutEverywhere(session: Session): Answer<object> {
    return this.#atOwners((desk) => desk.signOutEverywhere(session));
  }

  passkeyAccount(session: Session): Answer<PasskeyAccount> {
    return this.#atOwners((desk) => desk.account(session));
  }

  addPasskey(session: Session, passkey: Passkey, challenge: Challenge): Answer<object> {
    return this.#atOwners((desk) => desk.addPasskey(session, passkey, challenge));
  }

  removePasskey(session: Session, id: string): Answer<object> {
    return this.#atOwners((desk) => desk.removePasskey(session, id));
  }

  renewCodes(session: Session): Answer<string[]> {
    return this.#atOwners((desk) => desk.renewCodes(session));
  }

  office(session: Session, auditBefore: number | null): Answer<OfficeView> {
    return this.#atOffice((desk) => desk.view(session, auditBefore));
  }

  invite(session: Session, name: PlainText): Answer<Invitation> {
    return this.#atOffice((desk) => desk.invite(session, name));
  }

  moveTerminal(session: Session, terminal: number): Answer<Invitation> {
    return this.#atOffice((desk) => desk.move(session, terminal));
  }

  renameTerminal(session: Session, terminal: number, name: PlainText): Answer<object> {
    return this.#atOffice((desk) => desk.rename(session, terminal, name));
  }

  revokeTerminal(session: Session, terminal: number): Answer<object> {
    return this.#atOffice((desk) => desk.revoke(session, terminal));
  }

  makeKey(session: Session, wish: MakeKey): Answer<MadeKey> {
    return this.#premises?.keys.make(session, wish) ?? refuse("unauthenticated");
  }

  rotateKey(session: Session, number: number, wish: RotateKey): Answer<MadeKey> {
    return this.#premises?.keys.rotate(session, number, wish) ?? refuse("unauthenticated");
  }

  verifyAudit(session: Session): Answer<{ firstBroken: number | null }> {
    return this.#atOffice((desk) => desk.verifyAudit(session));
  }

  staff(session: Session): Answer<StaffOffice> {
    return this.#atStaff((desk) => desk.office(session));
  }

  async addStaff(session: Session, wish: AddStaff): Promise<Answer<object>> {
    return this.#atStaff((desk) => desk.add(session, wish));
  }

  changeStaff(session: Session, number: number, wish: ChangeStaff): Answer<object> {
    return this.#atStaff((desk) => desk.change(session, number, wish));
  }

  async putPin(session: Session, number: number, pin: string): Promise<Answer<object>> {
    return this.#atStaff((desk) => desk.putPin(session, number, pin));
  }

  removeStaff(session: Session, number: number): Answer<object> {
    return this.#atStaff((desk) => desk.remove(session, number));
  }

  putStaffRules(session: Session, rules: StaffRules): Answer<object> {
    return this.#atStaff((desk) => desk.putRules(session, rules));
  }

  enrol(code: EnrolmentCode, proof: Proof): Answer<Enrolled> {
    return this.#premises
      ? this.#premises.terminals.enrol(code, proof)
      : refuse("enrolment-unknown");
  }

  // What terminals ask.

  terminal(credential: Credential): Answer<TerminalView> {
    return this.#atTerminals((desk) => desk.view(credential));
  }

  place(credential: Credential, wish: PlaceOrder): Answer<Placed> {
    return this.#atTerminals((desk) => desk.place(credential, wish));
  }

  order(credential: Credential, number: OrderNumber): Answer<OrderView> {
    return this.#atTerminals((desk) => desk.order(credential, number));
  }

  orders(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
    return this.#atTerminals((desk) => desk.orders(credential, before, limit));
  }

  parts(credential: Credential, number: OrderNumber): Answer<SplitView> {
    return this.#atTerminals((desk) => desk.parts(credential, number));
  }

  async cancel(credential: Credential, number: OrderNumber): Promise<Answer<OrderView>> {
    return this.#atTerminals((desk) => desk.cancel(credential, number));
  }

  async takeCash(
    credential: Credential,
    number: OrderNumber,
    cash: TakeCash,
  ): Promise<Answer<OrderView>> {
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

  staffAt(credential: Credential): Answer<StaffView> {
    return this.#atStaff((desk) => desk.view(credential));
  }

  async signInStaff(credential: Credential, wish: SignInStaff): ReturnType<StaffDesk["signIn"]> {
    return this.#atStaff((desk) => desk.signIn(credential, wish));
  }

  signOutStaff(credential: Credential): Answer<object> {
    return this.#atStaff((desk) => desk.signOut(credential));
  }

  displays(credential: Credential): Answer<DisplayList> {
    return this.#atDisplays((desk) => desk.list(credential));
  }

  inviteDisplay(credential: Credential, origin: string): Answer<DisplayLink> {
    return this.#atDisplays((desk) => desk.invite(credential, origin));
  }

  revokeDisplay(credential: Credential, number: number): Answer<DisplayList> {
    return this.#atDisplays((desk) => desk.revoke(credential, number));
  }

  putScreen(credential: Credential, put: PutScreen): Answer<Screen> {
    return this.#atDisplays((desk) => desk.putScreen(credential, put));
  }

  day(credential: Credential): Answer<DayView> {
    return this.#atSettlements((desk) => desk.day(credential));
  }

  putDay(credential: Credential, timeZone: string): Answer<DayView> {
    return this.#atSettlements((desk) => desk.putDay(credential, timeZone));
  }

  closeDay(credential: Credential, after: number): Answer<SettlementView> {
    return this.#atSettlements((desk) => desk.close(credential, after));
  }

  settlements(credential: Credential, before: number, limit: number): Answer<SettlementPage> {
    return this.#atSettlements((desk) => desk.page(credential, before, limit));
  }

  topUps(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
    return this.#atSettlements((desk) => desk.topUps(credential, before, limit));
  }

  sheet(credential: Credential, ...wish: SheetWish): Answer<SheetPage> {
    return this.#atSettlements((desk) => desk.sheet(credential, ...wish));
  }

  // What displays ask.

  linkDisplay(wish: LinkDisplay): Answer<LinkedDisplay> {
    if (!this.#premises) return refuse("display-link-invalid");
    return this.#premises.displays.link(wish);
  }

  async watch(
    credential: DisplayCredential,
    after: number,
    waitSeconds: number,
    origin: string,
  ): Promise<Answer<DisplayView>> {
    return this.#atDisplays((desk) => desk.watch(credential, after, waitSeconds, origin));
  }

  displayTicket(credential: DisplayCredential): Answer<Ticket> {
    return this.#atDisplays((desk) => desk.ticket(credential));
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

  attach(claim: Capability, wallet: WalletId): Answer<ClaimView> {
    return this.#atPayers((desk) => desk.attach(claim, wallet));
  }

  begin(claim: Capability, key: Secret, hold: WalletHold): Answer<ClaimView> {
    const begun = this.#atPayers((desk) => desk.begin(claim, key, hold));
    if (begun.ok)
      this.ctx.waitUntil(Promise.resolve(this.#atPayers((desk) => desk.watch(claim, hold))));
    return begun;
  }

  withdraw(claim: Capability, hold: WalletHold, reason: DeclineReason): Answer<ClaimView> {
    return this.#atPayers((desk) => desk.withdraw(claim, hold, reason));
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

  async receipt(
    receipt: Capability,
    after: number,
    waitSeconds: number,
  ): Promise<Answer<ReceiptView>> {
    return this.#atPayers((desk) => desk.waitForReceipt(receipt, after, waitSeconds));
  }

  // What wallets ask.

  topUpTerms(): TopUpTerms | null {
    return this.#premises?.topUps.terms() ?? null;
  }

  openTopUp(order: TopUpOrder): Answer<Capability> {
    return this.#premises?.topUps.open(order) ?? refuse("rail-unknown");
  }

  decide(message: PendMessage): PendAnswer {
    return this.#premises?.shop.clearing.decide(message) ?? { type: "unknown" };
  }

  cancelPend(message: PendMessage): PendAnswer {
    return this.#premises?.shop.clearing.cancel(message) ?? { type: "unknown" };
  }

  // What the operator asks.

  clearings(after: number, limit: number): ClearedEntry[] {
    return this.#clearingBook()?.page(after, limit) ?? [];
  }

  lostHolds(): LostHold[] {
    return this.#premises ? lostHoldsIn(this.#premises.shop.journal) : [];
  }

  whereabouts(pairs: readonly string[]): Whereabouts[] {
    return this.#clearingBook()?.whereabouts(pairs) ?? [];
  }

  // What rails say without being asked.

  /** False: it could not be acted upon now, and has to be said again. */
  async hear(rail: string, notice: RailNotice): Promise<boolean> {
    return this.#premises?.shop.cashier.hear(rail, notice) ?? true;
  }

  // What the runtime asks.

  /** The second net under the alarm, in case it was lost; and what the operator is told since an event, if anything. */
  async sweep(tallied: number | null = null): Promise<Pulse | null> {
    if (!this.#premises) return null;
    const { shop } = this.#premises;
    shop.rewind(await this.ctx.storage.getAlarm());
    return tallied === null ? null : pulseOf(shop, tallied);
  }

  /** The live channel: a WebSocket for the holder of a ticket, or of a credential where a program can send one. */
  override fetch(request: Request): Response {
    const url = new URL(request.url);
    const ticket = parseCredential(url.searchParams.get("ticket") ?? "");
    const bearer = parseCredential(
      request.headers.get("authorization")?.slice("Bearer ".length) ?? "",
    );
    const after = Number(url.searchParams.get("after") ?? 0);
    const desk = this.#premises?.terminals;
    const listener =
      (ticket && desk?.takeTicket(ticket)) ??
      (bearer && desk?.admit({ ...bearer, scope: "orders:write" }).ok
        ? { terminal: bearer.terminal, display: 0 }
        : null);
    if (!desk || !listener) return new Response(null, { status: 401 });
    if (after > desk.lastCursor) return new Response(null, { status: 422 });
    return this.#sockets.accept(listener, after, this.env.PUBLIC_ORIGIN ?? url.origin);
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

  #open(profile: Profile, alarmAt: number | null): Premises {
    const around = this.around();
    const audit = new AuditTrail(around);
    const shop = new Shop(around, alarmAt, profile, audit);
    const people = new People(around.sql);
    const owners = new OwnerDesk(shop, people, audit);
    const closeSockets = (terminal: number): void => this.#sockets.expel(terminal);
    const office = new OfficeDesk(shop, people, audit, owners, closeSockets);
    const keys = new KeyDesk(shop, owners, audit);
    const door = new Door(shop);
    const staff = new StaffDesk(shop, new StaffBook(around.sql), door, owners, audit);
    const terminals = new TerminalDesk(shop, door, staff, audit, around.sql);
    const displays = new DisplayDesk(shop, terminals, around.sql, this.#sockets);
    const payers = new PayerDesk(shop, around.sql);
    const topUps = new TopUpDesk(shop, around.sql);
    const settlements = new SettlementDesk(shop, terminals, around.sql);
    this.#premises = {
      shop,
      owners,
      office,
      keys,
      staff,
      terminals,
      displays,
      payers,
      topUps,
      settlements,
    };
    return this.#premises;
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
      wallet: (id) => this.env.WALLET.getByName(id),
      push: (terminal) => this.#sockets.push(terminal),
    };
  }

  #clearingBook(): ClearingBook | null {
    return this.#premises && new ClearingBook(this.#premises.shop, this.ctx.storage.sql);
  }

  #atOwners<Value>(ask: (desk: OwnerDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.owners) : refuse("unauthenticated");
  }

  #atOffice<Value>(ask: (desk: OfficeDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.office) : refuse("unauthenticated");
  }

  #atStaff<Value>(ask: (desk: StaffDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.staff) : refuse("unauthenticated");
  }

  #atTerminals<Value>(ask: (desk: TerminalDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.terminals) : refuse("unauthenticated");
  }

  #atSettlements<Value>(ask: (desk: SettlementDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.settlements) : refuse("unauthenticated");
  }

  #atDisplays<Value>(ask: (desk: DisplayDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.displays) : refuse("unauthenticated");
  }

  #atPayers<Value>(ask: (desk: PayerDesk) => Value): Value | Answer<never> {
    return this.#premises ? ask(this.#premises.payers) : refuse("claim-unknown");
  }
}
