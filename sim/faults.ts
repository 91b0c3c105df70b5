import type { Dice } from "./dice.ts";

/** What becomes of an object as a turn of it ends. */
export type TurnFault = "none" | "crash before commit" | "crash after commit" | "evict";

/** What becomes of one message: when its copies arrive, in ms; none when it is lost. */
export type Copies = readonly number[];

/** Everything that goes wrong in a run, decided where it happens. */
export interface Faults {
  atTurnEnd(machine: string): TurnFault;
  onMessage(from: string, to: string): Copies;
  /** How long a machine that has crashed stays down, in ms. */
  downMs(): number;
  /** How far the next life's clock is off, in ms. */
  skewMs(): number;
  /** Whether the alarm on disk is forgotten at this crash. */
  losesAlarm(): boolean;
  /** How much later than asked an alarm rings (negative: sooner), in ms, and again after it has rung. */
  ringsLate(): readonly number[];
}

/** A network that works: short, uneven delays, and nothing else. */
export const calmDelay = (dice: Dice): number => 5 + dice.roll() * 40;

/** How rough one run is. Each seed draws its own, so that every fault also occurs without the others. */
interface Weather {
  readonly crash: number;
  readonly evict: number;
  readonly loss: number;
  readonly duplicate: number;
  readonly slow: number;
  readonly downMs: number;
  readonly skewMs: number;
  readonly loseAlarm: number;
  readonly lateAlarm: number;
}

/** Faults by the seed, until the weather clears. */
export class SeededFaults implements Faults {
  readonly #dice: Dice;
  readonly #weather: Weather;
  #isClear = true;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#weather = {
      crash: dice.pick([0, 0.1, 0.2, 0.3, 0.45]),
      evict: dice.pick([0, 0, 0.05, 0.2]),
      loss: dice.pick([0, 0, 0.03, 0.12, 0.25]),
      duplicate: dice.pick([0, 0.03, 0.1, 0.25]),
      slow: dice.pick([0, 0.02, 0.1]),
      downMs: dice.pick([0, 200, 1_500, 6_000]),
      skewMs: dice.pick([0, 0, 2_000, 30_000]),
      loseAlarm: dice.pick([0, 0, 0.3]),
      lateAlarm: dice.pick([0, 0.1, 0.4]),
    };
  }

  begin(): void {
    this.#isClear = false;
  }

  /** From now on nothing new goes wrong. */
  clear(): void {
    this.#isClear = true;
  }

  atTurnEnd(): TurnFault {
    if (this.#isClear) return "none";
    const { crash, evict } = this.#weather;
    if (this.#dice.chance(crash))
      return this.#dice.chance(0.5) ? "crash before commit" : "crash after commit";
    return this.#dice.chance(evict) ? "evict" : "none";
  }

  onMessage(): Copies {
    const dice = this.#dice;
    if (this.#isClear) return [calmDelay(dice)];
    const { loss, duplicate, slow } = this.#weather;
    if (dice.chance(loss)) return [];
    const delays = [dice.chance(slow) ? dice.roll() * 15_000 : calmDelay(dice)];
    // A late duplicate may come when everybody has forgotten about the first.
    while (delays.length < 4 && dice.chance(duplicate))
      delays.push(dice.roll() * dice.pick([50, 2_000, 30_000, 120_000]));
    return delays;
  }

  downMs(): number {
    return this.#isClear ? 0 : this.#dice.roll() * this.#weather.downMs;
  }

  skewMs(): number {
    return this.#isClear ? 0 : (this.#dice.roll() * 2 - 1) * this.#weather.skewMs;
  }

  losesAlarm(): boolean {
    return !this.#isClear && this.#dice.chance(this.#weather.loseAlarm);
  }

  ringsLate(): readonly number[] {
    const dice = this.#dice;
    const first = dice.roll() * 60;
    if (this.#isClear || !dice.chance(this.#weather.lateAlarm)) return [first];
    return dice.pick([
      [first, first + dice.roll() * 3_000],
      [dice.roll() * 20_000],
      [-dice.roll() * 3_000],
    ]);
  }
}
