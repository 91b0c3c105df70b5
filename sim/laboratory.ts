import { parentPort } from "node:worker_threads";
import { runExhaustively } from "./exhaustive.ts";
import { CANARY, MUTANTS } from "./mutants.ts";
import {
  type Product,
  type ProductOf,
  loadForeignVersion,
  loadProduct,
  productsOf,
} from "./product.ts";
import type { Run } from "./run.ts";
import { runSeed } from "./run-seed.ts";

/** What a thread is asked to do. */
export type Task =
  | { readonly type: "seeds"; readonly from: number; readonly count: number }
  | { readonly type: "mutant"; readonly index: number; readonly maxSeeds: number }
  | { readonly type: "canary"; readonly maxSeeds: number }
  | { readonly type: "exhaustive"; readonly scenario: number };

/** What it found. */
export interface Finding {
  readonly task: Task;
  readonly runs: number;
  readonly ms: number;
  readonly crashes: number;
  readonly partitions: number;
  readonly commits: number;
  readonly operations: number;
  /** The first runs that broke a law. */
  readonly broken: readonly Run[];
}

const MAX_BROKEN = 5;

let foreign: Product | null = null;
const original = productsOf();
// The product makes an error for each call that is lost; a replay in the main thread has the stacks.
Error.stackTraceLimit = 0;

export async function perform(task: Task): Promise<Finding> {
  switch (task.type) {
    case "seeds":
      return runMany(original, task, task.from, task.count, MAX_BROKEN);
    case "mutant": {
      const mutant = MUTANTS[task.index];
      if (!mutant) throw new Error(`there is no mutant ${task.index}`);
      const mutants = productsOf(mutant.patches);
      if (mutant.diedOf !== undefined && mutant.diedOf <= task.maxSeeds) {
        const again = await runMany(mutants, task, mutant.diedOf, 1, 1);
        if (again.broken.length > 0) return again;
      }
      return runMany(mutants, task, 1, task.maxSeeds, 1);
    }
    case "canary":
      return runMany(productsOf(CANARY.patches), task, 1, task.maxSeeds, 1);
    case "exhaustive":
      return { task, ...(await runExhaustively(await loadProduct(), task.scenario)) };
  }
}

/** Runs seeds until so many have broken a law. */
async function runMany(
  of: ProductOf,
  task: Task,
  from: number,
  count: number,
  enough: number,
): Promise<Finding> {
  foreign ??= await loadForeignVersion();
  const found = { runs: 0, ms: 0, crashes: 0, partitions: 0, commits: 0, operations: 0 };
  const broken: Run[] = [];
  for (let seed = from; seed < from + count && broken.length < enough; seed++) {
    const run = await runSeed(of, foreign, seed);
    found.runs += 1;
    found.ms += run.ms;
    found.crashes += run.crashes;
    found.partitions += run.partitions;
    found.commits += run.commits;
    found.operations += run.operations;
    if (run.violations.length > 0) broken.push(run);
  }
  return { task, ...found, broken };
}

parentPort?.on("message", (task: Task) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void perform(task).then((finding) => parentPort?.postMessage(finding));
});
