// A thread of Node for one peer: says who takes part in what, then runs and times what it is asked for.
import { parentPort, workerData } from "node:worker_threads";
import { allContests, runContestant } from "./all-contests.ts";
import type { ThreadAnswer, ThreadTask } from "./host.ts";

const { core, macs } = workerData as Record<"core" | "macs", Uint8Array<ArrayBuffer>>;
const contests = await allContests(new WebAssembly.Module(core), new WebAssembly.Module(macs));

function answer(said: ThreadAnswer): void {
  parentPort?.postMessage(said); // oxlint-disable-line unicorn/require-post-message-target-origin -- threads have none
}

parentPort?.on("message", async ([op, mode, peer, n]: ThreadTask) => {
  const start = performance.now();
  await runContestant(contests, op, mode, peer, n);
  answer({ ms: performance.now() - start });
});
answer({
  lines: contests.map((one) => [one.op, one.mode, one.contestants.map(({ peer }) => peer)]),
});
