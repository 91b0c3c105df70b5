import type { Client } from "./client.ts";
import type { World } from "./world.ts";

interface ClaimView {
  readonly state: string;
  readonly redirect: string | null;
  readonly bill: { readonly number: string };
}

/** A wallet's owner on its own page: adds money by a rail, looks again with the same key, and may want some of it back. */
export class AddMoney {
  readonly #world: World;
  readonly #client: Client;
  readonly #wallet: string;
  readonly #key: string;
  readonly #rail: string;
  #isPaid = false;

  constructor(world: World, name: string, wallet: string, rail: string) {
    this.#world = world;
    this.#client = world.client(name);
    this.#wallet = wallet;
    this.#key = world.newKey();
    this.#rail = rail;
  }

  /** Looks every so often what has become of it. */
  begin(amount: number, looks = 6): void {
    const { edge } = this.#world;
    const { dice } = this.#client;
    const wish = { key: this.#key, amount, rail: this.#rail };
    this.#client.ask("makeTopUp", [this.#wallet, wish], 4, this.#hear, 7_000, edge);
    if (looks > 0)
      this.#client.later(3_000 + dice.roll() * 20_000, () => this.begin(amount, looks - 1));
  }

  readonly #hear = (answer: { ok: boolean; value?: unknown } | null): void => {
    if (!answer?.ok) return;
    const { state, redirect, bill } = answer.value as ClaimView;
    if (redirect !== null) this.#world.stripe.visit(redirect);
    const { dice } = this.#client;
    if (state === "claimed" && dice.chance(0.5)) this.#turnAway(bill.number);
    if (state !== "paid" || this.#isPaid) return;
    this.#isPaid = true;
    for (let times = dice.pick([0, 1, 2, 3]); times > 0; times--)
      this.#client.later(dice.roll() * dice.pick([500, 20_000]), () => this.#sendBack(bill.number));
  };

  /** The wallet may have spent it meanwhile, or may have nothing of it yet. */
  #sendBack(number: string): void {
    const { dice } = this.#client;
    const key = this.#world.newKey();
    const ask = (again: string): void => this.#ask("sendBack", [number, this.#wallet, again], 4);
    ask(key);
    // The same tap twice, or two windows at once.
    if (dice.chance(0.3)) ask(dice.chance(0.5) ? key : this.#world.newKey());
    // Another's wallet never gets what is this one's.
    const stranger = this.#stranger;
    if (stranger === undefined || !dice.chance(0.3)) return;
    this.#ask("sendBack", [number, stranger, this.#world.newKey()], 1, (isOk) => {
      if (isOk) this.#client.complain("a wallet gives back what is its own", number);
    });
    this.#decideFor(number, stranger);
  }

  /** Whose it is was said when it was asked for: no claim on it turns it to another wallet. */
  #turnAway(number: string): void {
    if (this.#stranger !== undefined) this.#ask("attach", [number, this.#stranger], 2);
  }

  /** A wallet that is not in its right mind asks for the decision about it. */
  #decideFor(text: string, wallet: string): void {
    const { merchantId: merchant } = this.#world;
    const [epoch = 0, counter = 0] = text.split("-").map(Number);
    const [pend, key] = [this.#world.newKey(), this.#world.newKey()];
    const number = epoch * 2 ** 32 + counter;
    const amount = { minor: 1, currency: "EUR" };
    const message = { version: 1, merchant, number, wallet, pend, claim: this.#key, key, amount };
    this.#client.ask("decide", [message], 1, (answer) => {
      if ((answer as unknown as { type: string } | null)?.type === "accepted")
        this.#client.complain("a wallet gives back what is its own", text);
    });
  }

  get #stranger(): string | undefined {
    return [...this.#world.wallets.keys()].find((id) => id !== this.#wallet);
  }

  /** By the page of this top-up. */
  #ask(
    route: string,
    [number, ...more]: readonly [string, ...string[]],
    tries: number,
    done: (isOk: boolean) => void = () => {},
  ): void {
    const { merchantId, edge } = this.#world;
    const claim = `${merchantId}.${number}.${this.#key}`;
    const heard = (answer: { ok: boolean } | null): void => done(answer?.ok === true);
    this.#client.ask(route, [claim, ...more], tries, heard, 7_000, edge);
  }
}
