import type { Credential, Proof } from "../contract/credential.ts";
import type { Enrolled, EnrolmentCode } from "../contract/enrolment.ts";
import type { EventPage } from "../contract/event.ts";
import type { LedgerView } from "../contract/ledger.ts";
import type { TerminalView, Ticket } from "../contract/merchant.ts";
import type { MakeRefund, OrderPage, OrderView, PlaceOrder, TakeCash } from "../contract/order.ts";
import type { Policy, PutPlace } from "../contract/place.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { PutRails, RailsView } from "../contract/rails.ts";
import type { SignInStaff, StaffView } from "../contract/staff.ts";
import type { SplitView } from "../contract/split.ts";
import type { MintTokens, Windows } from "../contract/token.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import { type Result, refuse } from "../domain/result.ts";
import type { StaffDesk } from "./staff-desk.ts";
import type { OrderDesk, Placed } from "./order-desk.ts";
import type { TerminalDesk } from "./terminal-desk.ts";
import type { MerchantClass } from "./merchant-object.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** What terminals ask about orders, and about themselves. */
export const answersTerminals = <Base extends MerchantClass>(base: Base) =>
  class extends base {
    enrol(code: EnrolmentCode, proof: Proof): Answer<Enrolled> {
      return this.premises
        ? this.premises.terminals.enrol(code, proof)
        : refuse("enrolment-unknown");
    }

    terminal(credential: Credential): Answer<TerminalView> {
      return this.#atTerminals((desk) => desk.view(credential));
    }

    place(credential: Credential, wish: PlaceOrder): Answer<Placed> {
      return this.#atOrders((desk) => desk.place(credential, wish));
    }

    order(credential: Credential, number: OrderNumber): Answer<OrderView> {
      return this.#atOrders((desk) => desk.order(credential, number));
    }

    orders(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
      return this.#atOrders((desk) => desk.orders(credential, before, limit));
    }

    parts(credential: Credential, number: OrderNumber): Answer<SplitView> {
      return this.#atOrders((desk) => desk.parts(credential, number));
    }

    async cancel(credential: Credential, number: OrderNumber): Promise<Answer<OrderView>> {
      return this.#atOrders((desk) => desk.cancel(credential, number));
    }

    async takeCash(
      credential: Credential,
      number: OrderNumber,
      cash: TakeCash,
    ): Promise<Answer<OrderView>> {
      return this.#atOrders((desk) => desk.takeCash(credential, number, cash));
    }

    async refund(
      credential: Credential,
      number: OrderNumber,
      wish: MakeRefund,
    ): Promise<Answer<OrderView>> {
      return this.#atOrders((desk) => desk.refund(credential, number, wish));
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

    #atOrders<Value>(ask: (desk: OrderDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.orders) : refuse("unauthenticated");
    }

    #atTerminals<Value>(ask: (desk: TerminalDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.terminals) : refuse("unauthenticated");
    }

    #atStaff<Value>(ask: (desk: StaffDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.staff) : refuse("unauthenticated");
    }
  };
