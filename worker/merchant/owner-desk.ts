import type { DeedName } from "../contract/audit.ts";
import { type RecoveryCode, recoveryCodeText } from "../contract/owner.ts";
import type { Assertion } from "../contract/passkey.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { Session } from "../contract/session.ts";
import type { Secret } from "../domain/capability.ts";
import { type Instant, later } from "../domain/instant.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import type { PasskeyAccount } from "../passkey/ceremony.ts";
import { type Expectation, type Passkey, mayFollow } from "../passkey/passkey.ts";
import { verifyAssertion } from "../passkey/verify-passkey.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { KnownSession, People } from "./people.ts";
import type { Shop } from "./shop.ts";

type Answer<Value> = Result<Value, ProblemType>;

const DAY_MS = 86_400_000;
/** Longer than this nobody stays signed in who does not come. */
const SESSION_MS = 30 * DAY_MS;
/** Two tabs may renew at once: the token before is good for this long after its successor was made. */
const OVERLAP_MS = 60_000;
/** What changes who may sign in wants a passkey that was shown this recently. */
const FRESH_MS = 10 * 60_000;
const CODES = 8;
const MAX_PASSKEYS = 10;

/** A challenge that the edge made and the browser brought back, with the instant after which it is worth nothing. */
export interface Challenge {
  readonly text: string;
  readonly expiresAt: Instant;
}

/** Who is in, and from when on. */
export interface SignedIn extends KnownSession {
  readonly hash: Uint8Array<ArrayBuffer>;
}

/** Where owners come in, and stay in. */
export class OwnerDesk {
  readonly #shop: Shop;
  readonly #people: People;
  readonly #audit: AuditTrail;

  constructor(shop: Shop, people: People, audit: AuditTrail) {
    this.#shop = shop;
    this.#people = people;
    this.#audit = audit;
  }

  /** The first owner, with a passkey that the edge has verified. */
  join(name: string, handle: Uint8Array<ArrayBuffer>, passkey: Passkey): Session {
    const now = this.#shop.now();
    const owner = this.#people.join(name, handle, now);
    this.#people.keepPasskey(owner, passkey, now);
    this.#note(owner, "shop-founded", name);
    return this.#open(owner, now);
  }

  /** Signs in by a passkey. One answer for everything that is not good. */
  async signIn(
    expected: Expectation,
    assertion: Assertion,
    challenge: Challenge,
  ): Promise<Answer<Session>> {
    const shown = this.#people.passkey(assertion.id);
    const counter = shown && (await verifyAssertion(assertion, shown, expected));
    // From here on nothing is awaited: the challenge, the counter and the session are one commit.
    const known = this.#people.passkey(assertion.id);
    if (counter === null || !known || !this.#use(challenge)) return refuse("unauthenticated");
    if (!mayFollow(counter, known.counter)) return refuse("unauthenticated");
    const { owner } = known;
    const now = this.#shop.now();
    this.#people.usePasskey(assertion.id, counter, now);
    this.#note(owner, "signed-in", "");
    return ok(this.#open(owner, now));
  }

  signInByCode({ secret }: RecoveryCode): Answer<Session> {
    const owner = this.#people.takeCode(this.#shop.hashOf(secret));
    if (owner === null) return refuse("unauthenticated");
    const now = this.#shop.now();
    this.#audit.record({ actor: `owner ${owner}`, action: "signed-in-by-code", about: "" }, now);
    return ok(this.#open(owner, now));
  }

  /** The next token of a session; the one before shown late means that somebody has a copy, and ends it. */
  renew(session: Session): Answer<Session> {
    const known = this.#find(session);
    if (!known) return refuse("unauthenticated");
    const now = this.#shop.now();
    const { generation } = session;
    if (generation === known.generation) {
      const next = generation + 1;
      const expiresAt = later(now, SESSION_MS);
      this.#people.keepSession(known.hash, {
        ...known,
        generation: next,
        renewedAt: now,
        expiresAt,
      });
      return ok({ ...session, generation: next });
    }
    const isOverlapping =
      generation === known.generation - 1 && now - known.renewedAt <= OVERLAP_MS;
    if (isOverlapping) return ok({ ...session, generation: known.generation });
    this.#people.endSession(known.hash);
    return refuse("unauthenticated");
  }

  /** The owner behind a session; refused once it was ended anywhere. */
  admit(session: Session): Answer<SignedIn> {
    const known = this.#find(session);
    return known ? ok(known) : refuse("unauthenticated");
  }

  /** The same, for what changes who may come in: the passkey must have been shown in these minutes. */
  admitFresh(session: Session): Answer<SignedIn> {
    const admitted = this.admit(session);
    if (!admitted.ok) return admitted;
    const age = this.#shop.now() - admitted.value.authenticatedAt;
    return age <= FRESH_MS ? admitted : refuse("sign-in-again");
  }

  signOut(session: Session): void {
    this.#people.endSession(this.#shop.hashOf(session.session));
  }

  signOutEverywhere(session: Session): Answer<object> {
    const admitted = this.admit(session);
    if (!admitted.ok) return admitted;
    const { owner } = admitted.value;
    this.#people.endSessionsOf(owner);
    this.#note(owner, "signed-out-everywhere", "");
    return ok({});
  }

  /** What a device needs to make one more passkey for whoever is signed in. */
  account(session: Session): Answer<PasskeyAccount> {
    const admitted = this.admitFresh(session);
    if (!admitted.ok) return admitted;
    const { owner } = admitted.value;
    return ok({
      account: this.#shop.profile.name,
      handle: this.#people.handleOf(owner),
      known: this.#people.passkeysOf(owner),
    });
  }

  addPasskey(session: Session, passkey: Passkey, challenge: Challenge): Answer<object> {
    const admitted = this.admitFresh(session);
    if (!admitted.ok) return admitted;
    const { owner } = admitted.value;
    if (this.#people.passkeysOf(owner).length >= MAX_PASSKEYS) return refuse("too-many");
    if (this.#people.passkey(passkey.id) || !this.#use(challenge)) return refuse("unauthenticated");
    this.#people.keepPasskey(owner, passkey, this.#shop.now());
    this.#note(owner, "passkey-added", passkey.id.slice(0, 8));
    return ok({});
  }

  /** Never the last one: codes are for the day when all are lost, not for every day. */
  removePasskey(session: Session, id: string): Answer<object> {
    const admitted = this.admitFresh(session);
    if (!admitted.ok) return admitted;
    const { owner } = admitted.value;
    if (this.#people.passkeysOf(owner).length < 2) return refuse("last-passkey");
    if (!this.#people.removePasskey(owner, id)) return refuse("not-found");
    this.#note(owner, "passkey-removed", id.slice(0, 8));
    return ok({});
  }

  /** New recovery codes in place of all that there were. Shown this once. */
  renewCodes(session: Session): Answer<string[]> {
    const admitted = this.admitFresh(session);
    if (!admitted.ok) return admitted;
    const { owner } = admitted.value;
    this.#note(owner, "codes-renewed", "");
    return ok(this.makeCodes(owner));
  }

  makeCodes(owner: number): string[] {
    const secrets: Secret[] = Array.from({ length: CODES }, () => this.#shop.newSecret());
    this.#people.renewCodes(
      owner,
      secrets.map((secret) => this.#shop.hashOf(secret)),
    );
    const { merchant } = this.#shop.profile;
    return secrets.map((secret) => recoveryCodeText({ merchant, secret }));
  }

  #open(owner: number, now: Instant): Session {
    const { merchant } = this.#shop.profile;
    const secret = this.#shop.newSecret();
    this.#people.keepSession(this.#shop.hashOf(secret), {
      owner,
      generation: 1,
      renewedAt: now,
      authenticatedAt: now,
      expiresAt: later(now, SESSION_MS),
    });
    return { merchant, owner, session: secret, generation: 1 };
  }

  #find({ session, owner }: Session): SignedIn | null {
    const hash = this.#shop.hashOf(session);
    const known = this.#people.session(hash, this.#shop.now());
    return known && known.owner === owner ? { ...known, hash } : null;
  }

  #use({ text, expiresAt }: Challenge): boolean {
    const now = this.#shop.now();
    return now < expiresAt && this.#people.useChallenge(this.#shop.hashOf(text), expiresAt, now);
  }

  #note(owner: number, action: DeedName, about: string): void {
    this.#audit.record({ actor: `owner ${owner}`, action, about }, this.#shop.now());
  }
}
