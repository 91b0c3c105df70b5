import type { OfficeView, TerminalLine } from "../contract/office.ts";
import type { DeedName } from "../contract/audit.ts";
import { ENROLMENT_MS, enrolmentCodeText } from "../contract/enrolment.ts";
import { timeOut } from "../contract/fields.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { Session } from "../contract/session.ts";
import { later } from "../domain/instant.ts";
import type { PlainText } from "../domain/plain-text.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { OwnerDesk } from "./owner-desk.ts";
import type { People } from "./people.ts";
import type { Terminal } from "./register.ts";
import type { Shop } from "./shop.ts";

type Answer<Value> = Result<Value, ProblemType>;

export interface Invitation {
  readonly code: string;
}

/** More than a shop has: something is being played with. */
const MAX_TERMINALS = 200;
const AUDIT_PAGE = 50;

/** Where owners run their shop: its terminals, and who did what. */
export class OfficeDesk {
  readonly #shop: Shop;
  readonly #people: People;
  readonly #audit: AuditTrail;
  readonly #owners: OwnerDesk;
  readonly #closeSockets: (terminal: number) => void;

  constructor(
    shop: Shop,
    people: People,
    audit: AuditTrail,
    owners: OwnerDesk,
    closeSockets: (terminal: number) => void,
  ) {
    this.#shop = shop;
    this.#people = people;
    this.#audit = audit;
    this.#owners = owners;
    this.#closeSockets = closeSockets;
  }

  view(session: Session, auditBefore: number | null): Answer<OfficeView> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const { owner: number } = admitted.value;
    const { merchant: id, name, currency, language } = this.#shop.profile;
    const owner = this.#people.owner(number);
    return ok({
      merchant: { id, name, currency, language },
      owner: { number, name: owner?.name ?? "" },
      passkeys: this.#people.passkeysOf(number).map(({ id: passkey, madeAt, usedAt, syncs }) => ({
        id: passkey,
        madeAt: timeOut(madeAt),
        usedAt: timeOut(usedAt),
        syncs,
      })),
      codesLeft: this.#people.codesLeft(number),
      terminals: this.#shop.register.terminals().map(lineOf),
      audit: this.#audit.page(auditBefore, AUDIT_PAGE).map(({ at, ...record }) => ({
        ...record,
        at: timeOut(at),
      })),
    });
  }

  /** A code that makes the device it is opened on a new terminal. */
  invite(session: Session, name: PlainText): Answer<Invitation> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const living = this.#shop.register.terminals().filter(({ isRevoked }) => !isRevoked);
    if (living.length >= MAX_TERMINALS) return refuse("too-many");
    this.#note(admitted.value.owner, "terminal-invited", name);
    return ok({ code: this.makeInvitation(name, null) });
  }

  /** A code that moves a terminal to the device it is opened on; the device before is then refused. */
  move(session: Session, number: number): Answer<Invitation> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const terminal = this.#shop.register.terminal(number);
    if (!terminal || terminal.isRevoked) return refuse("not-found");
    this.#note(admitted.value.owner, "terminal-invited", `${number} ${terminal.name}`);
    return ok({ code: this.makeInvitation(terminal.name, number) });
  }

  makeInvitation(name: string, terminal: number | null, cell = 0): string {
    const secret = this.#shop.newSecret();
    const expiresAt = later(this.#shop.now(), ENROLMENT_MS);
    const enrolment = { name, terminal, cell, expiresAt };
    this.#shop.register.keepEnrolment(this.#shop.hashOf(secret), enrolment);
    return enrolmentCodeText({ merchant: this.#shop.profile.merchant, secret });
  }

  rename(session: Session, terminal: number, name: PlainText): Answer<object> {
    return this.#change(session, terminal, "terminal-renamed", () =>
      this.#shop.register.rename(terminal, name),
    );
  }

  /** From this commit on the terminal is refused, its codes too, and its sockets are closed. */
  revoke(session: Session, terminal: number): Answer<object> {
    return this.#change(session, terminal, "terminal-revoked", () => {
      this.#shop.register.revoke(terminal, this.#shop.now());
      this.#closeSockets(terminal);
    });
  }

  /** Reads the whole trail again; the number of the first record that was tampered with, or null. */
  verifyAudit(session: Session): Answer<{ firstBroken: number | null }> {
    const admitted = this.#owners.admit(session);
    return admitted.ok ? ok({ firstBroken: this.#audit.firstBroken() }) : admitted;
  }

  #change(
    session: Session,
    number: number,
    action: DeedName,
    change: (terminal: Terminal) => void,
  ): Answer<object> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const terminal = this.#shop.register.terminal(number);
    if (!terminal) return refuse("not-found");
    change(terminal);
    this.#note(admitted.value.owner, action, `${number} ${terminal.name}`);
    return ok({});
  }

  #note(owner: number, action: DeedName, about: string): void {
    this.#audit.record({ actor: `owner ${owner}`, action, about }, this.#shop.now());
  }
}

const lineOf = ({
  number,
  name,
  thumbprint,
  key,
  isRevoked,
  seenAt,
  enrolledAt,
}: Terminal): TerminalLine => ({
  number,
  name,
  kind: thumbprint === null ? "software" : "device",
  isRevoked,
  key: key && {
    scopes: [...key.scopes],
    formerUntil: key.formerUntil === null ? null : timeOut(key.formerUntil),
  },
  seenAt: seenAt === null ? null : timeOut(seenAt),
  enrolledAt: timeOut(enrolledAt),
});
