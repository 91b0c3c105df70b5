import { confirms } from "./authenticator.ts";
import type { Client } from "./client.ts";
import type { Facts } from "./facts.ts";
import type { Machine } from "./machine.ts";

/** A claim as the payer's program has it. */
interface ClaimInHand {
  readonly key: string;
  readonly id: string;
  readonly number: number;
}

interface Offer {
  readonly key: string;
  readonly challenge: string;
}

interface Payment {
  readonly state: "pending" | "posted" | "voided" | "declined";
  readonly receipt: string | null;
}

/** One payment from a wallet, as its owner goes about it: asks for the offer, confirms, perhaps wants out, and waits. */
export class Confirmation {
  readonly #client: Client;
  readonly #facts: Facts;
  readonly #wallet: { readonly id: string; readonly edge: Machine };
  readonly #claim: ClaimInHand;
  readonly #isPlain: boolean;

  /** Plain: once, well, and nothing else. */
  constructor(
    client: Client,
    facts: Facts,
    wallet: { readonly id: string; readonly edge: Machine },
    claim: ClaimInHand,
    isPlain: boolean,
  ) {
    this.#client = client;
    this.#facts = facts;
    this.#wallet = wallet;
    this.#claim = claim;
    this.#isPlain = isPlain;
  }

  /** `again` is called when nothing came of it. */
  begin(again: () => void): void {
    this.#ask("offer", [], 5, (value) => this.#confirm(value as Offer, again));
  }

  #confirm({ key, challenge }: Offer, again: () => void): void {
    const { dice } = this.#client;
    const { number } = this.#claim;
    // What became of it is told by the wallet; the order may be paid by it at any time from now on.
    this.#client.begin(number, { kind: "instruct", key: this.#claim.key, second: key });
    const isForged = !this.#isPlain && dice.chance(0.05);
    const wish = { key, assertion: confirms(isForged ? "another" : challenge) };
    const hear = (value: unknown): void => this.#hear(key, value as Payment, again);
    this.#ask("confirm", [wish], 8, hear, isForged);
    if (this.#isPlain) return;
    // The same tap twice, or the same phone in two windows.
    if (dice.chance(0.15)) this.#ask("confirm", [wish], 2, hear, isForged);
    if (dice.chance(0.3))
      this.#client.later(dice.roll() * 10_000, () => {
        this.#ask("abandon", [key], 4, hear);
        this.#ask("abandon", [key], 1, hear);
      });
    if (dice.chance(0.5))
      this.#client.later(5_000 + dice.roll() * 60_000, () => this.#ask("payment", [key], 4, hear));
  }

  #hear(key: string, { state, receipt }: Payment, again: () => void): void {
    const { number } = this.#claim;
    if (state === "posted" && receipt !== null) this.#facts.paid(number, receipt);
    if (state !== "voided" && state !== "declined") return;
    this.#facts.declined(number, key);
    again();
  }

  #ask(
    method: string,
    args: readonly unknown[],
    tries: number,
    done: (value: unknown) => void,
    mustFail = false,
  ): void {
    const heard = (answer: { ok: boolean; value?: unknown } | null): void => {
      if (!answer?.ok) return;
      if (mustFail) this.#client.complain("a forged confirmation pays nothing", this.#claim.id);
      done(answer.value);
    };
    const { id, edge } = this.#wallet;
    this.#client.ask(method, [this.#claim.id, id, ...args], tries, heard, 7_000, edge);
  }
}
