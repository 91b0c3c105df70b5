/** What is compared. */
export type Op = "issue" | "verify" | "mac" | "qr.matrix" | "qr.svg";
export type Mode = "single" | "batch";

/**
 * One way to do a thing. `run` does it `n` times and gives something that depends on every result.
 * A peer may have several ways, named "peer/way": the best of them counts.
 */
export interface Contestant {
  readonly peer: string;
  run(n: number): number | Promise<number>;
}

/** Contestants at one task. The first is this project's core. */
export interface Contest {
  readonly op: Op;
  readonly mode: Mode;
  readonly contestants: readonly Contestant[];
}

/** Tokens in one call of the batch mode. */
export const BATCH = 1000;
