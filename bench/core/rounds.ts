import { BATCH, type Mode, type Op } from "./contest.ts";
import type { Host } from "./host.ts";
import type { Result } from "./result.ts";
import { median, quantile } from "./statistics.ts";

export interface Effort {
  rounds: number;
  /** How long one contestant runs in one round, in milliseconds. */
  sliceMs: number;
}

/** Slices of one contestant in one round. */
const SLICES = 3;

/** A peer outside the host: a program that says how many nanoseconds one run takes. */
export interface Outsider {
  readonly peer: string;
  measure(): number;
}

/** Nanoseconds of one peer, round by round. */
type Times = Map<string, number[]>;

/** Runs a contest in rounds in which everyone has a turn, in another order each time, and compares everyone to the core. */
export async function contest(
  host: Host,
  op: Op,
  mode: Mode,
  peers: readonly string[],
  effort: Effort,
  outsider: Outsider | null = null,
): Promise<Result[]> {
  const runs = new Map<string, number>();
  for (const peer of peers) runs.set(peer, await warmUp(host, op, mode, peer, effort.sliceMs));
  const everyone = outsider ? [...peers, outsider.peer] : peers;
  const times: Times = new Map(everyone.map((peer) => [peer, []]));
  for (let round = 0; round < effort.rounds; round++) {
    for (const peer of rotated(everyone, round)) {
      if (peer === outsider?.peer) {
        times.get(peer)?.push(outsider.measure());
        continue;
      }
      const n = runs.get(peer) ?? 1;
      // The best of a few slices: what else the machine does can only make one longer.
      let ms = Number.POSITIVE_INFINITY;
      for (let slice = 0; slice < SLICES; slice++)
        ms = Math.min(ms, await host.time(op, mode, peer, n));
      times.get(peer)?.push((ms * 1e6) / n);
    }
  }
  return compare(host, op, mode, times);
}

/** Lets the engine optimise a contestant until that shows no more, and says how many runs fill a slice. */
async function warmUp(
  host: Host,
  op: Op,
  mode: Mode,
  peer: string,
  sliceMs: number,
): Promise<number> {
  let n = mode === "batch" ? BATCH : 16;
  const perRun: number[] = [];
  for (let turn = 0; turn < 60 && !isSettled(perRun); turn++) {
    const ms = await host.time(op, mode, peer, n);
    if (ms < sliceMs / 2) n *= 2;
    else perRun.push(ms / n);
  }
  return toBatches(sliceMs / median(perRun.slice(-TURNS)), mode);
}

const TURNS = 8;

/** Whether the last turns were no faster than those before them. An optimiser in the background may be kept waiting. */
function isSettled(perRun: readonly number[]): boolean {
  const [last, before] = [perRun.slice(-TURNS), perRun.slice(-2 * TURNS, -TURNS)];
  return perRun.length >= 2 * TURNS && median(last) > 0.95 * median(before);
}

function toBatches(n: number, mode: Mode): number {
  return mode === "batch" ? Math.max(BATCH, Math.round(n / BATCH) * BATCH) : Math.ceil(n);
}

/** Another beginning and another direction in each round. */
function rotated(peers: readonly string[], round: number): readonly string[] {
  const from = round % peers.length;
  const turned = [...peers.slice(from), ...peers.slice(0, from)];
  return round % 2 === 0 ? turned : turned.toReversed();
}

function compare(host: Host, op: Op, mode: Mode, times: Times): Result[] {
  const ours = times.get("core") ?? [];
  const results: Result[] = [];
  for (const [peer, theirs] of bestWays(times)) {
    const quotients = theirs.map((ns, round) => ns / (ours[round] ?? Number.NaN));
    const spread = [quantile(quotients, 0.25), quantile(quotients, 0.75)] as const;
    const both = { ns: median(ours), peer_ns: median(theirs) };
    results.push({ op, mode, host: host.name, peer, ratio: median(quotients), ...both, spread });
  }
  return results;
}

/** Of each peer, the times of its best way. */
function bestWays(times: Times): Times {
  const best: Times = new Map();
  for (const [way, theirs] of times) {
    const peer = way.split("/")[0] ?? way;
    const known = best.get(peer);
    if (peer !== "core" && (!known || median(theirs) < median(known))) best.set(peer, theirs);
  }
  return best;
}
