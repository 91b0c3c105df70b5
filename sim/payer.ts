import type { Client } from "./client.ts";
import { type Answer, resultOf } from "./client.ts";
import { Confirmation } from "./confirmation.ts";
import type { Facts } from "./facts.ts";
import type { Machine } from "./machine.ts";

/** The bill as far as the payer's program looks at it. */
interface ClaimView {
  readonly state: string;
  readonly stepUp: {
    readonly byPlace: boolean;
    readonly choices: readonly { choice: number }[];
  } | null;
  readonly receipt: string | null;
  readonly version: number;
  /** The rail's own page, where the payer has to go. */
  readonly redirect: string | null;
}

/** What a payer comes with. */
export interface Visit {
  readonly merchant: string;
  readonly number: number;
  readonly rail: string;
  /** What it pays with where it has one, by way of the Worker. */
  readonly wallet?: { readonly id: string; readonly edge: Machine };
  /** Claims, and does nothing more. */
  readonly isIdle?: boolean;
  /** Does what it came for, at once. */
  readonly isDetermined?: boolean;
  readonly evidence: () => Record<string, unknown>;
  /** Goes to a page of the rail's own. */
  readonly goTo?: (url: string) => void;
  newKey(): string;
}

const AWAY = { latitude: 48.2, longitude: 16.37, accuracy: 20 };

/** A payer at one order: claims it, shows what is asked for, pays, asks what became of it; or changes its mind, or goes. */
export class Payer {
  readonly #client: Client;
  readonly #facts: Facts;
  readonly #visit: Visit;
  #key: string;
  #tries = 0;

  constructor(client: Client, facts: Facts, visit: Visit) {
    this.#client = client;
    this.#facts = facts;
    this.#visit = visit;
    this.#key = visit.newKey();
  }

  come(): void {
    const { number, evidence } = this.#visit;
    const key = this.#key;
    const operation = this.#client.begin(number, { kind: "claim", key });
    this.#client.ask("claim", [this.#capability(), evidence()], 6, (answer) => {
      if (!answer) return;
      this.#client.endOfMany(this.#visit.number, operation, resultOf(answer));
      if (answer.ok) {
        this.#facts.claimed(number, key);
        return this.#go(answer.value as ClaimView);
      }
      if (answer.reason === "claim-ended" || answer.reason === "order-claimed") this.#comeAgain();
    });
  }

  /** Somebody who has seen the number, and tries to pay without having claimed. */
  intrude(): void {
    const { number, rail, newKey } = this.#visit;
    const [key, second] = [this.#key, newKey()];
    const operation = this.#client.begin(number, { kind: "instruct", key, second });
    this.#client.ask("instruct", [this.#capability(), { key: second, rail }], 2, (answer) => {
      if (answer) this.#client.endOfMany(number, operation, resultOf(answer));
      if (answer?.ok) this.#client.complain("only a claim pays", `${number}`);
    });
    const others: readonly (readonly [string, ...unknown[]])[] = [
      ["release"],
      ["prove", { choice: 1 }, null],
      ["claimView", 0, 0],
    ];
    for (const [method, ...args] of others)
      this.#client.ask(method, [this.#capability(), ...args], 1, (answer) => {
        if (answer?.ok) this.#client.complain("only a claim has a say", `${method} ${number}`);
      });
  }

  #comeAgain(): void {
    this.#tries += 1;
    if (this.#tries > 3) return;
    this.#key = this.#visit.newKey();
    this.#client.later(this.#client.dice.roll() * 30_000, () => this.come());
  }

  #go(view: ClaimView): void {
    const { dice } = this.#client;
    if (view.state !== "claimed" || this.#visit.isIdle) return;
    if (this.#visit.isDetermined) return this.#show(view);
    const roll = dice.roll();
    // Some go for good, and some let go.
    if (roll < 0.06) return;
    if (roll < 0.12) return this.#release();
    if (roll < 0.2) return this.#look(view.version, () => this.#show(view));
    this.#client.later(dice.roll() * 4_000, () => this.#show(view));
  }

  #show({ stepUp }: ClaimView): void {
    if (!stepUp) return this.#pay();
    const { dice } = this.#client;
    const choice = stepUp.choices[dice.between(0, 3)]?.choice;
    const proof =
      stepUp.byPlace && dice.chance(0.5)
        ? { position: dice.chance(0.5) ? HERE : AWAY }
        : { choice: choice ?? 0 };
    this.#client.ask("prove", [this.#capability(), proof, null], 4, (answer) => {
      if (answer?.ok) this.#go(answer.value as ClaimView);
      else if (answer?.ok === false && answer.reason === "match-code-wrong" && this.#tries++ < 3)
        this.#look(0, () => this.#pay());
    });
  }

  #pay(): void {
    const { wallet } = this.#visit;
    // Who has been refused once may try the other way.
    if (wallet && (this.#visit.isDetermined || this.#tries === 0 || this.#client.dice.chance(0.5)))
      return this.#confirm(wallet);
    const { number, rail, newKey } = this.#visit;
    const [key, second] = [this.#key, newKey()];
    const operation = this.#client.begin(number, { kind: "instruct", key, second });
    const from = this.#client.now;
    this.#client.ask(
      "instruct",
      [this.#capability(), { key: second, rail }, "https://till.example"],
      8,
      (answer) => {
        if (!answer) return;
        if (!answer.ok && answer.reason === "payment-declined") {
          this.#client.end(operation, "declined");
          const seen = this.#client.begin(number, {
            kind: "see declined",
            key,
            second,
            invokedAt: from,
          });
          this.#client.end(seen, "seen");
          this.#facts.declined(number, second);
          this.#tries += 1;
          if (this.#tries < 4)
            this.#client.later(this.#client.dice.roll() * 3_000, () => this.#pay());
          return;
        }
        this.#client.endOfMany(this.#visit.number, operation, resultOf(answer));
        if (answer.ok) this.#saw(answer, from);
        if (answer.ok && (answer.value as ClaimView).state === "paying")
          this.#look((answer.value as ClaimView).version);
      },
      7_000,
    );
  }

  #confirm(wallet: NonNullable<Visit["wallet"]>): void {
    const { merchant, number } = this.#visit;
    const claim = { key: this.#key, id: `${merchant}.1-${number % 2 ** 32}.${this.#key}`, number };
    // Some close the page as soon as they have confirmed, and some of those scan the code again.
    const { dice } = this.#client;
    if (!this.#visit.isDetermined && dice.chance(0.2))
      this.#client.later(dice.roll() * dice.pick([100, 4_000]), () => {
        this.#release();
        const again = new Payer(this.#client, this.#facts, this.#visit);
        if (dice.chance(0.6))
          this.#client.later(dice.roll() * dice.pick([100, 4_000]), () => again.come());
      });
    const confirmation = new Confirmation(
      this.#client,
      this.#facts,
      wallet,
      claim,
      this.#visit.isDetermined === true,
    );
    confirmation.begin(() => {
      this.#tries += 1;
      if (this.#tries < 4) this.#client.later(this.#client.dice.roll() * 3_000, () => this.#pay());
    });
  }

  #look(after: number, then?: () => void): void {
    const operation = this.#client.begin(this.#visit.number, { kind: "see claim", key: this.#key });
    const waitSeconds = this.#client.dice.pick([0, 3, 20]);
    this.#client.ask(
      "claimView",
      [this.#capability(), after, waitSeconds],
      4,
      (answer) => {
        if (!answer) return;
        this.#client.end(operation, answer.ok ? (answer.value as ClaimView).state : answer.reason);
        if (answer.ok) this.#heard(answer.value as ClaimView);
        then?.();
      },
      waitSeconds * 1_000 + 1_500,
    );
  }

  #release(): void {
    const operation = this.#client.begin(this.#visit.number, { kind: "release", key: this.#key });
    this.#client.ask("release", [this.#capability()], 1, (answer) => {
      if (answer) this.#client.endOfMany(this.#visit.number, operation, resultOf(answer));
    });
  }

  /** The answer to an instruction also shows where the order stood, at some instant since the tap. */
  #saw(answer: Answer & { ok: true }, since: number): void {
    const view = answer.value as ClaimView;
    const seen = this.#client.begin(this.#visit.number, {
      kind: "see claim",
      key: this.#key,
      invokedAt: since,
    });
    this.#client.end(seen, view.state);
    this.#heard(view);
  }

  #heard(view: ClaimView): void {
    if (view.receipt !== null) this.#facts.paid(this.#visit.number, view.receipt);
    if (view.redirect) this.#visit.goTo?.(view.redirect);
  }

  #capability(): { merchant: string; number: number; secret: string } {
    const { merchant, number } = this.#visit;
    return { merchant, number, secret: this.#key };
  }
}

export const HERE = { latitude: 47.376_9, longitude: 8.541_7, accuracy: 15 };
