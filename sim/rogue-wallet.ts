import type { Client } from "./client.ts";
import type { Till } from "./till.ts";
import type { World } from "./world.ts";

const MINOR = 2_350;
const EVIDENCE = { channel: "qr", tokenAgeMs: 1, cell: 0, position: null, network: null };

/** A wallet that is not in its right mind: it asks for decisions about sums and claims that are not the order's. None is a yes. */
export class RogueWallet {
  readonly #world: World;
  readonly #till: Till;
  readonly #client: Client;
  readonly #number: number;
  readonly #claim: string;
  readonly #key: string;
  readonly #hold: { readonly wallet: string; readonly pend: string };

  constructor(world: World, till: Till) {
    this.#world = world;
    this.#till = till;
    this.#client = world.client("payer 1");
    this.#number = world.orderNumber();
    world.history.unwatched.add(this.#number);
    this.#claim = world.newKey();
    this.#key = world.newKey();
    this.#hold = { wallet: world.newKey(), pend: world.newKey() };
  }

  begin(): void {
    const { timeline, dice } = this.#world;
    timeline.in(2_000, () => void this.#till.placeOnly(this.#number, MINOR, 120));
    timeline.in(5_000, () =>
      this.#client.ask("claim", [this.#capability(), EVIDENCE], 4, () => {}),
    );
    const way = dice.between(0, 2);
    if (way === 1)
      timeline.in(9_000, () =>
        this.#client.ask("begin", [this.#capability(), this.#key, this.#hold], 3, () => {}),
      );
    if (way === 2) {
      const instruction = { key: this.#key, rail: "bank" };
      timeline.in(9_000, () =>
        this.#client.ask("instruct", [this.#capability(), instruction], 1, () => {}),
      );
    }
    timeline.in(9_100 + dice.roll() * 2_000, () => {
      this.#decide(dice.chance(0.5) ? this.#claim : this.#world.newKey());
    });
  }

  #decide(claim: string): void {
    const { merchantId } = this.#world;
    const terms = {
      merchant: merchantId,
      number: this.#number,
      ...this.#hold,
      claim,
      key: this.#key,
    };
    const amount = { minor: MINOR + 1, currency: "EUR" };
    this.#client.ask("decide", [{ version: 1, ...terms, amount }], 2, (answer) => {
      if ((answer as unknown as { type: string } | null)?.type === "accepted")
        this.#client.complain("a yes is for the order's own sum", `${this.#number}`);
    });
  }

  #capability(): object {
    return { merchant: this.#world.merchantId, number: this.#number, secret: this.#claim };
  }
}
