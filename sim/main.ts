import { parseArgs } from "node:util";
import { measureCoverage } from "./coverage.ts";
import { workThrough } from "./crew.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { Finding, Task } from "./laboratory.ts";
import { MUTANTS } from "./mutants.ts";
import { replay } from "./replay.ts";

// `npm run sim`: the product's own code under every fault, in simulated time. Exits with 1 when a law is broken or a
// mutant survives.

const SEEDS = 10_000;
const SEEDS_PER_TASK = 50;
const SEEDS_PER_MUTANT = 1_000;
/** Enough for whatever can be reached. */
const COVERED_SEEDS = 1_500;
const HOUR_MS = 3_600_000;

const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    mutants: { type: "boolean", default: false },
    coverage: { type: "boolean", default: false },
  },
});

if (values.coverage) {
  process.exitCode = (await measureCoverage(Number(values.seeds ?? COVERED_SEEDS))) ? 0 : 1;
} else if (values.seed !== undefined) {
  process.exitCode = (await replay(Number(values.seed))) ? 0 : 1;
} else {
  const isWhole = values.seeds === undefined && !values.mutants;
  const tasks: Task[] = [{ type: "canary", maxSeeds: 10 }];
  if (isWhole || values.mutants)
    tasks.push(
      ...MUTANTS.map((_, index): Task => ({ type: "mutant", index, maxSeeds: SEEDS_PER_MUTANT })),
    );
  if (isWhole)
    tasks.push(...SCENARIOS.map((_, scenario): Task => ({ type: "exhaustive", scenario })));
  if (!values.mutants) tasks.push(...seedTasks(Number(values.from), Number(values.seeds ?? SEEDS)));
  process.exitCode = (await work(tasks)) ? 0 : 1;
}

function* seedTasks(from: number, count: number): Generator<Task> {
  for (let done = 0; done < count; done += SEEDS_PER_TASK)
    yield { type: "seeds", from: from + done, count: Math.min(SEEDS_PER_TASK, count - done) };
}

/** Whether all went as it must. */
async function work(tasks: readonly Task[]): Promise<boolean> {
  const startedAt = performance.now();
  const sum = {
    seeds: 0,
    ms: 0,
    crashes: 0,
    partitions: 0,
    commits: 0,
    operations: 0,
    violations: 0,
  };
  const killed: number[] = [];
  let mutants = 0;
  let singles = 0;
  let isBlind = false;
  await workThrough(tasks, (finding) => {
    const { task, runs, broken } = finding;
    if (task.type === "mutant") {
      mutants += 1;
      const [killer] = broken;
      if (killer) killed.push(killer.seed);
      console.log(
        `${MUTANTS[task.index]?.name}: ${killer ? `killed by seed ${killer.seed}, ${killer.violations[0]?.law}` : "SURVIVED"}`,
      );
      return;
    }
    if (task.type === "canary") {
      isBlind = broken.length === 0;
      console.log(
        isBlind
          ? "THE CANARY LIVES: this simulator sees nothing"
          : "the canary is dead, as it must be",
      );
      return;
    }
    if (task.type === "exhaustive") {
      singles += runs;
      console.log(`${SCENARIOS[task.scenario]?.name}: ${runs} single faults`);
    } else sum.seeds += runs;
    for (const key of ["ms", "crashes", "partitions", "commits", "operations"] as const)
      sum[key] += finding[key];
    sum.violations += broken.length;
    for (const run of broken) report(finding, run);
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${sum.commits} commits, ${sum.operations} operations of clients checked, ${singles} single faults, ${seconds} s`,
  );
  const { seeds, crashes, partitions, violations } = sum;
  const hours = Math.floor(sum.ms / HOUR_MS);
  console.log(
    JSON.stringify({
      seeds,
      hours,
      crashes,
      partitions,
      violations,
      mutants,
      killed: killed.length,
    }),
  );
  return !isBlind && violations === 0 && killed.length === mutants;
}

function report({ task }: Finding, { seed, violations }: Finding["broken"][number]): void {
  const [first] = violations;
  if (!first) return;
  const where =
    task.type === "exhaustive"
      ? `single fault ${seed} of ${SCENARIOS[task.scenario]?.name}`
      : `seed ${seed}`;
  console.log(
    `${where}, at ${(first.at / 1000).toFixed(3)} s: ${first.law}\n  ${first.detail.slice(0, 600)}`,
  );
  if (task.type === "seeds")
    console.log(`  again, with all that was kept: npm run sim -- --seed ${seed}`);
}
