import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";

type Deliver = () => Promise<void> | void;

/** Who can talk to whom, and what becomes of what they say. */
export class Network {
  readonly #timeline: Timeline;
  readonly #faults: Faults;
  readonly #dice: Dice;
  /** Links that carry nothing, each by how many partitions cut it: "from>to". */
  readonly #cut = new Map<string, number>();
  /** What waits on a link that is clogged rather than cut. */
  readonly #held = new Map<string, Deliver[]>();
  partitions = 0;

  constructor(timeline: Timeline, faults: Faults, dice: Dice) {
    this.#timeline = timeline;
    this.#faults = faults;
    this.#dice = dice;
  }

  send(from: string, to: string, deliver: Deliver): void {
    const link = `${from}>${to}`;
    for (const delay of this.#faults.onMessage(from, to)) {
      this.#timeline.in(delay, () => {
        if (!this.#cut.has(link)) return deliver();
        this.#held.get(link)?.push(deliver);
      });
    }
  }

  /** Cuts nodes off for a while, both ways or one way, and lets each back in on its own. */
  partition(nodes: readonly string[], others: readonly string[], forMs: () => number): void {
    this.partitions += 1;
    const way = this.#dice.pick(["both", "in", "out"]);
    const isClog = this.#dice.chance(0.3);
    for (const node of nodes) {
      const links = others.flatMap((other) => [
        ...(way === "in" ? [] : [`${node}>${other}`]),
        ...(way === "out" ? [] : [`${other}>${node}`]),
      ]);
      for (const link of links) this.#close(link, isClog);
      this.#timeline.in(forMs(), () => {
        for (const link of links) this.#open(link);
      });
    }
  }

  /** Everything is connected again. */
  heal(): void {
    for (const link of this.#cut.keys()) {
      this.#cut.set(link, 1);
      this.#open(link);
    }
  }

  #close(link: string, isClog: boolean): void {
    this.#cut.set(link, (this.#cut.get(link) ?? 0) + 1);
    if (isClog && !this.#held.has(link)) this.#held.set(link, []);
  }

  #open(link: string): void {
    const left = (this.#cut.get(link) ?? 1) - 1;
    if (left > 0) return void this.#cut.set(link, left);
    this.#cut.delete(link);
    for (const deliver of this.#held.get(link) ?? [])
      this.#timeline.in(this.#dice.roll() * 100, deliver);
    this.#held.delete(link);
  }
}
