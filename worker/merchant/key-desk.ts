import type { MadeKey, MakeKey, RotateKey } from "../contract/api-key.ts";
import type { DeedName } from "../contract/audit.ts";
import { credentialText } from "../contract/credential.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { Session } from "../contract/session.ts";
import { later } from "../domain/instant.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { OwnerDesk } from "./owner-desk.ts";
import type { Shop } from "./shop.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** More programs than a shop runs. */
const MAX_KEYS = 20;

/** Where owners make keys for the shop's own software. A key is shown once; what is kept of it is a hash. */
export class KeyDesk {
  readonly #shop: Shop;
  readonly #owners: OwnerDesk;
  readonly #audit: AuditTrail;

  constructor(shop: Shop, owners: OwnerDesk, audit: AuditTrail) {
    this.#shop = shop;
    this.#owners = owners;
    this.#audit = audit;
  }

  make(session: Session, { name, scopes }: MakeKey): Answer<MadeKey> {
    const admitted = this.#owners.admitFresh(session);
    if (!admitted.ok) return admitted;
    const { register } = this.#shop;
    const living = register.terminals().filter(({ key, isRevoked }) => key && !isRevoked);
    if (living.length >= MAX_KEYS) return refuse("too-many");
    const secret = this.#shop.newSecret();
    const number = register.enrol(name, this.#shop.hashOf(secret), this.#shop.now());
    register.putScopes(number, scopes);
    this.#note(admitted.value.owner, "key-made", `${number} ${name}: ${scopes.join(", ")}`);
    return ok({ number, key: this.#text(number, secret) });
  }

  /** Another secret in place of the one before, which is good for a while longer: programs change over one by one. */
  rotate(session: Session, number: number, { overlapSeconds }: RotateKey): Answer<MadeKey> {
    const admitted = this.#owners.admitFresh(session);
    if (!admitted.ok) return admitted;
    const { register } = this.#shop;
    const terminal = register.terminal(number);
    if (!terminal?.key || terminal.isRevoked) return refuse("not-found");
    const secret = this.#shop.newSecret();
    const until = later(this.#shop.now(), overlapSeconds * 1000);
    register.rotate(number, this.#shop.hashOf(secret), until);
    this.#note(admitted.value.owner, "key-rotated", `${number} ${terminal.name}`);
    return ok({ number, key: this.#text(number, secret) });
  }

  #text(terminal: number, secret: ReturnType<Shop["newSecret"]>): string {
    return credentialText({ merchant: this.#shop.profile.merchant, terminal, secret });
  }

  #note(owner: number, action: DeedName, about: string): void {
    this.#audit.record({ actor: `owner ${owner}`, action, about }, this.#shop.now());
  }
}
