import type { Client } from "./client.ts";
import type { Till } from "./till.ts";
import type { World } from "./world.ts";

const EVIDENCE = { channel: "qr", tokenAgeMs: 1, cell: 0, position: null, network: null };

/** Cash for a wallet: the till asks, a phone says which wallet, the cashier takes the cash, and the wallet has to get it. */
export class TopUp {
  readonly #world: World;
  readonly #till: Till;
  readonly #client: Client;
  readonly #wallet: string;
  readonly #key: string;
  readonly #isPlain: boolean;
  readonly number: number;

  /** Plain: once, well, and nothing else. */
  constructor(world: World, till: Till, name: string, wallet: string, isPlain = false) {
    this.#world = world;
    this.#till = till;
    this.#client = world.client(name);
    this.#wallet = wallet;
    this.#key = world.newKey();
    this.#isPlain = isPlain;
    this.number = world.orderNumber();
    // Who may take the cash hangs on the wallet that waits, which is told to no other client.
    world.history.unwatched.add(this.number);
  }

  begin(minor: number): void {
    const { dice } = this.#world;
    this.#till.placeOnly(this.number, minor, 90, () => this.#claim(minor), { kind: "top-up" });
    if (this.#isPlain) return;
    // A cashier in a hurry takes the cash before anybody has said whose it is.
    if (dice.chance(0.3))
      this.#client.later(dice.roll() * 3_000, () => this.#till.takeCash(this.number, minor));
    if (dice.chance(0.15))
      this.#client.later(dice.roll() * 20_000, () => this.#till.cancel(this.number));
    // What was taken for a wallet is the wallet's: none of it goes back over the counter.
    if (dice.chance(0.3))
      this.#client.later(10_000 + dice.roll() * 20_000, () => this.#till.refund(this.number, 1));
  }

  #claim(minor: number): void {
    const { merchantId: merchant } = this.#world;
    const claim = { merchant, number: this.number, secret: this.#key };
    this.#client.ask("claim", [claim, EVIDENCE], 6, (answer) => {
      if (answer?.ok) this.#attach(minor);
    });
  }

  #attach(minor: number): void {
    const { merchantId, edge, dice } = this.#world;
    const id = `${merchantId}.1-${this.number % 2 ** 32}.${this.#key}`;
    this.#client.ask(
      "attach",
      [id, this.#wallet],
      6,
      (answer) => {
        if (!answer?.ok) return;
        if (!this.#isPlain && dice.chance(0.2)) this.#payOtherwise();
        const wait = this.#isPlain ? 1_000 : dice.roll() * 8_000;
        this.#client.later(wait, () => this.#till.takeCash(this.number, minor));
        // The cashier's finger slips twice: the same wish under two keys.
        if (!this.#isPlain && dice.chance(0.2))
          this.#client.later(wait, () => this.#till.takeCash(this.number, minor));
      },
      7_000,
      edge,
    );
  }

  /** Only cash tops up. */
  #payOtherwise(): void {
    const { merchantId: merchant } = this.#world;
    const claim = { merchant, number: this.number, secret: this.#key };
    const instruction = { key: this.#world.newKey(), rail: "bank" };
    this.#client.ask("instruct", [claim, instruction], 1, (answer) => {
      if (answer?.ok) this.#client.complain("only cash tops up", `${this.number}`);
    });
  }
}
