import { createCore } from "../../wasm/core.ts";
import type { Contest, Mode, Op } from "./contest.ts";
import { macContests } from "./mac-contests.ts";
import { ROOT } from "./sample.ts";
import { symbolContests } from "./symbol-contests.ts";
import { tokenContests } from "./token-contests.ts";

/** Every contest, ready to run, on whichever host this is. `macs` is the module of assembly/macs.ts. */
export async function allContests(
  core: WebAssembly.Module,
  macs: WebAssembly.Module,
): Promise<Contest[]> {
  const ours = createCore(core);
  ours.loadRoots([ROOT]);
  return [...(await tokenContests(ours)), ...(await macContests(macs)), ...symbolContests(ours)];
}

/** Runs one contestant `n` times. */
export async function runContestant(
  contests: readonly Contest[],
  op: Op,
  mode: Mode,
  peer: string,
  n: number,
): Promise<number> {
  const contest = contests.find((one) => one.op === op && one.mode === mode);
  const contestant = contest?.contestants.find((one) => one.peer === peer);
  if (!contestant) throw new Error(`nobody called ${peer} takes part in ${op} ${mode}`);
  return n === 0 ? 0 : contestant.run(n);
}
