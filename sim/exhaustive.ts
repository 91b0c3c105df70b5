import { Dice } from "./dice.ts";
import { type Copies, type Faults, type TurnFault, calmDelay } from "./faults.ts";
import type { Product } from "./product.ts";
import { type Run, run } from "./run.ts";
import { CLOSES_AT, SCENARIOS } from "./scenarios.ts";

const TURN_FAULTS = ["crash before commit", "crash after commit", "evict"] as const;
const LATE_MS = 20_000;

/** Exactly one fault: at the end of one turn, or to one message. */
class SingleFault implements Faults {
  readonly #dice = new Dice(1);
  readonly #turn: number;
  readonly #fault: TurnFault;
  readonly #message: number;
  readonly #copies: Copies;
  turns = 0;
  messages = 0;
  #hasBegun = false;

  constructor(turn: number, fault: TurnFault, message: number, copies: Copies) {
    this.#turn = turn;
    this.#fault = fault;
    this.#message = message;
    this.#copies = copies;
  }

  /** What came before was to have something to play with. */
  begin(): void {
    this.#hasBegun = true;
  }

  atTurnEnd(): TurnFault {
    if (!this.#hasBegun) return "none";
    this.turns += 1;
    return this.turns === this.#turn ? this.#fault : "none";
  }

  onMessage(): Copies {
    if (this.#hasBegun) this.messages += 1;
    return this.messages === this.#message ? this.#copies : [calmDelay(this.#dice)];
  }

  downMs = (): number => 0;
  skewMs = (): number => 0;
  losesAlarm = (): boolean => false;
  ringsLate = (): readonly number[] => [10];
}

interface Found {
  readonly runs: number;
  readonly ms: number;
  readonly crashes: number;
  readonly partitions: number;
  readonly commits: number;
  readonly operations: number;
  readonly broken: readonly Run[];
}

/** Plays a scenario once for every single fault that there can be in it: each turn's end three ways, each message two. */
export async function runExhaustively(product: Product, index: number): Promise<Found> {
  const scenario = SCENARIOS[index];
  if (!scenario) throw new Error(`there is no scenario ${index}`);
  const runs: Run[] = [];
  const play = async (faults: SingleFault): Promise<void> => {
    const dice = new Dice(index + 1);
    // The scenario is about a till that does not change its mind.
    const parts = { product: () => product, seed: runs.length, dice, faults, isDetermined: true };
    runs.push(
      await run(parts, CLOSES_AT, async (world, till) => {
        const wallet = scenario.purse ? await world.openWallet(scenario.purse) : "";
        faults.begin();
        scenario.begin(world, till, wallet);
      }),
    );
  };
  const calm = new SingleFault(0, "none", 0, []);
  await play(calm);
  const ends = runs[0]?.ends.join();
  if (ends !== scenario.ends.join())
    throw new Error(`without a fault it ends ${ends}: ${scenario.name}`);
  for (let turn = 1; turn <= calm.turns; turn++)
    for (const fault of TURN_FAULTS) await play(new SingleFault(turn, fault, 0, []));
  for (let message = 1; message <= calm.messages; message++)
    for (const copies of [[], [LATE_MS]]) await play(new SingleFault(0, "none", message, copies));
  const total = (count: (run: Run) => number): number =>
    runs.reduce((sum, one) => sum + count(one), 0);
  return {
    runs: runs.length - 1,
    ms: total(({ ms }) => ms),
    crashes: total(({ crashes }) => crashes),
    partitions: 0,
    commits: total(({ commits }) => commits),
    operations: total(({ operations }) => operations),
    broken: runs.filter(({ violations }) => violations.length > 0),
  };
}
