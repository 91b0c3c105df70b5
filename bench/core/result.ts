import type { Mode, Op } from "./contest.ts";

/** One comparison. `ratio` is the peer's time over ours, the median of the rounds' quotients; `spread` its quartiles. */
export interface Result {
  op: Op | "cold.token" | "cold.symbol" | "growth.issue" | "growth.verify";
  mode: Mode;
  host: "workerd" | "node";
  peer: string;
  ratio: number;
  /** Nanoseconds of the core for one. */
  ns: number;
  peer_ns: number;
  spread: readonly [number, number];
  /** Only of growth: how many tokens in one call. */
  n?: number;
}

/** Prints a result as a line of JSON. */
export function print(result: Result): void {
  const { ratio, ns, peer_ns, spread } = result;
  const rounded = {
    ...result,
    ratio: round(ratio),
    ns: round(ns),
    peer_ns: round(peer_ns),
    spread: spread.map(round),
  };
  console.log(JSON.stringify(rounded));
}

/** Three significant digits. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
