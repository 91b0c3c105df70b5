import { core } from "../../wasm/worker.ts";
import type { MadeKey, MakeKey, RotateKey } from "../contract/api-key.ts";
import type { MerchantView } from "../contract/merchant.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { AddStaff, ChangeStaff, StaffOffice } from "../contract/staff.ts";
import type { MerchantId } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { migrate } from "../object/migrate.ts";
import type { StaffRules } from "../domain/staff.ts";
import type { PlainText } from "../domain/plain-text.ts";
import type { Assertion } from "../contract/passkey.ts";
import type { OfficeView } from "../contract/office.ts";
import type { RecoveryCode, SignUp } from "../contract/owner.ts";
import type { Session } from "../contract/session.ts";
import type { PasskeyAccount } from "../passkey/ceremony.ts";
import type { Expectation, Passkey } from "../passkey/passkey.ts";
import type { Invitation, OfficeDesk } from "./office-desk.ts";
import type { Challenge, OwnerDesk } from "./owner-desk.ts";
import type { StaffDesk } from "./staff-desk.ts";
import { Register } from "./register.ts";
import { SCHEMA } from "./schema.ts";
import type { MerchantClass } from "./merchant-object.ts";

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

/** What owners ask. */
export const answersOwners = <Base extends MerchantClass>(base: Base) =>
  class extends base {
    /** Founds the shop of an owner whose passkey the edge has verified. The handle begins with the merchant's own id. */
    open(
      id: MerchantId,
      { name, currency, language, place }: SignUp["shop"],
      handle: Uint8Array<ArrayBuffer>,
      passkey: Passkey,
    ): Answer<Opened> {
      if (this.premises) return refuse("unauthenticated");
      migrate(this.ctx.storage.sql, SCHEMA);
      const profile = { merchant: id, name, currency: currency as Currency, language };
      new Register(this.ctx.storage.sql).found(profile, instant(this.around().clock()));
      const { owners, office } = this.openPremises(profile, null);
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
      this.premises?.owners.signOut(session);
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
      return this.premises?.keys.make(session, wish) ?? refuse("unauthenticated");
    }

    rotateKey(session: Session, number: number, wish: RotateKey): Answer<MadeKey> {
      return this.premises?.keys.rotate(session, number, wish) ?? refuse("unauthenticated");
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

    #atOwners<Value>(ask: (desk: OwnerDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.owners) : refuse("unauthenticated");
    }

    #atOffice<Value>(ask: (desk: OfficeDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.office) : refuse("unauthenticated");
    }

    #atStaff<Value>(ask: (desk: StaffDesk) => Value): Value | Answer<never> {
      return this.premises ? ask(this.premises.staff) : refuse("unauthenticated");
    }
  };
