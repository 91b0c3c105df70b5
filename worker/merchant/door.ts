import type { Credential, Proof } from "../contract/credential.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import type { ApiKey, Terminal } from "./register.ts";
import type { Shop } from "./shop.ts";

/** Past the time in which the edge takes a proof, generously. */
const PROOF_MS = 5 * 60_000;
/** More than a shop's tills send in that time. */
export const MAX_PROOFS = 4_096;
/** How old the note of a terminal's last contact may be: noting each would cost a row a request. */
const CONTACT_MS = 5 * 60_000;

/** Where terminals show who they are. */
export class Door {
  readonly #shop: Shop;
  /** Proofs that were shown, and when, oldest first. Kept in memory only: a row for each request would cost too much. */
  readonly #shown = new Map<string, number>();
  /** A proof that can have been shown before this instant may be one that is forgotten, by sleep or for want of room. */
  #remembersSince: number;
  /** What has been admitted: one request may ask for several things. */
  readonly #admitted = new WeakSet<Credential>();

  constructor(shop: Shop) {
    this.#shop = shop;
    this.#remembersSince = shop.clock();
  }

  /** The terminal behind a credential. One answer for every credential that is not good. */
  admit(credential: Credential): Result<Terminal, ProblemType> {
    const { terminal: number, secret, proof, scope } = credential;
    const { register, core } = this.#shop;
    const terminal = register.terminal(number);
    const hash = this.#shop.hashOf(secret);
    // An unknown terminal costs the same comparison as a wrong secret.
    const matches = core.equal(hash, terminal?.credentialHash ?? this.#shop.hashOf(""));
    const isGood = matches || this.#matchesFormer(hash, terminal?.key);
    if (!terminal || !isGood || terminal.isRevoked) return refuse("unauthenticated");
    if (terminal.thumbprint !== (proof?.thumbprint ?? null)) return refuse("unauthenticated");
    if (proof && !this.#admitted.has(credential)) {
      const refusal = this.#whyNot(number, proof);
      if (refusal) return refuse(refusal);
    }
    this.#admitted.add(credential);
    this.#note(terminal);
    const mayDo = !terminal.key || (scope !== null && terminal.key.scopes.includes(scope));
    return mayDo ? ok(terminal) : refuse("scope-missing");
  }

  /** Until a rotation's overlap is over, the secret before it is as good. */
  #matchesFormer(hash: Uint8Array, key: ApiKey | null | undefined): boolean {
    if (!key?.formerHash || key.formerUntil === null) return false;
    const matches = this.#shop.core.equal(hash, key.formerHash);
    return matches && this.#shop.now() < key.formerUntil;
  }

  /** A proof that was shown before is somebody's who repeats what he overheard; one that may have been is asked for anew. */
  #whyNot(terminal: number, { id, since }: Proof): ProblemType | null {
    const now = this.#shop.clock();
    const name = `${terminal} ${id}`;
    if (this.#shown.has(name)) return "unauthenticated";
    if (since < this.#remembersSince) return "proof-stale";
    for (const [shown, at] of this.#shown) {
      if (at + PROOF_MS > now && this.#shown.size < MAX_PROOFS) break;
      this.#shown.delete(shown);
      this.#remembersSince = Math.max(this.#remembersSince, at + 1);
    }
    this.#shown.set(name, now);
    return null;
  }

  #note({ number, seenAt }: Terminal): void {
    const now = this.#shop.now();
    if (seenAt === null || now - seenAt >= CONTACT_MS) this.#shop.register.see(number, now);
  }
}
