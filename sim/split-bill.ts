import type { Dice } from "./dice.ts";
import type { Till } from "./till.ts";
import type { World } from "./world.ts";

/** A bill that is paid in parts: the whole is taken off the table, and each part is an order with payers of its own. */
export class SplitBill {
  readonly #world: World;
  readonly #till: Till;
  readonly #dice: Dice;
  readonly #whole: number;
  /** Lets payers come to a part. */
  readonly #comes: (number: number) => void;

  constructor(world: World, till: Till, whole: number, comes: (number: number) => void) {
    this.#world = world;
    this.#till = till;
    this.#dice = world.dice;
    this.#whole = whole;
    this.#comes = comes;
  }

  /** The whole is on the table already. Parts of these amounts, and sometimes more than there is. */
  begin(minor: number, shares: readonly number[]): void {
    const { timeline } = this.#world;
    const count = shares.length;
    this.#till.cancel(this.#whole);
    for (const [i, share] of shares.entries())
      timeline.in(this.#dice.roll() * 6_000, () => this.#place(i + 1, count, share));
    // What is asked for again, or beyond the bill, must not be had.
    if (this.#dice.chance(0.5))
      timeline.in(this.#dice.roll() * 12_000, () => this.#place(count, count, minor));
    if (this.#dice.chance(0.5))
      timeline.in(3_000 + this.#dice.roll() * 30_000, () => this.#place(1, count, shares[0] ?? 1));
  }

  #place(index: number, count: number, minor: number): void {
    const number = this.#world.orderNumber();
    const part = { of: this.#whole, index, count };
    this.#till.place(number, minor, 60, { part });
    this.#comes(number);
  }
}
