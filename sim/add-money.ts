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
    const { edge, dice } = this.#world;
    const wish = { key: this.#key, amount, rail: this.#rail };
    this.#client.ask("makeTopUp", [this.#wallet, wish], 4, this.#hear, 7_000, edge);
    if (looks > 0)
      this.#client.later(3_000 + dice.roll() * 20_000, () => this.begin(amount, looks - 1));
  }

  readonly #hear = (answer: { ok: boolean; value?: unknown } | null): void => {
    if (!answer?.ok) return;
    const { state, redirect, bill } = answer.value as ClaimView;
    if (redirect !== null) this.#world.stripe.visit(redirect);
    const { dice } = this.#world;
    if (state !== "paid" || this.#isPaid) return;
    this.#isPaid = true;
    for (let times = dice.pick([0, 1, 2]); times > 0; times--)
      this.#client.later(dice.roll() * 20_000, () => this.#sendBack(bill.number));
  };

  /** The wallet may have spent it meanwhile, or may have nothing of it yet. */
  #sendBack(number: string): void {
    const { merchantId, edge } = this.#world;
    const claim = `${merchantId}.${number}.${this.#key}`;
    const key = this.#world.newKey();
    const done = (): void => {};
    this.#client.ask("sendBack", [claim, this.#wallet, key], 4, done, 7_000, edge);
    // Another's wallet never gets what is this one's.
    const stranger = [...this.#world.wallets.keys()].find((id) => id !== this.#wallet);
    if (stranger === undefined || !this.#world.dice.chance(0.2)) return;
    this.#client.ask(
      "sendBack",
      [claim, stranger, this.#world.newKey()],
      1,
      (answer) => {
        if (answer?.ok) this.#client.complain("a wallet gives back what is its own", number);
      },
      7_000,
      edge,
    );
  }
}
