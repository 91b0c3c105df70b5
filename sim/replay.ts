import { loadForeignVersion, productsOf } from "./product.ts";
import { runSeed } from "./run-seed.ts";

/** Plays one seed and prints every fact that was kept, then what it broke. True when that is nothing. */
export async function replay(seed: number): Promise<boolean> {
  const run = await runSeed(productsOf(), await loadForeignVersion(), seed, (at, fact) =>
    console.log(`${(at / 1000).toFixed(3).padStart(8)} s  ${fact}`),
  );
  for (const { law, detail, at } of run.violations)
    console.log(`${(at / 1000).toFixed(3)} s: ${law}\n  ${detail}`);
  console.log(`digest ${run.digest}`);
  const { crashes, partitions, violations } = run;
  const hours = Math.floor(run.ms / 3_600_000);
  console.log(
    JSON.stringify({
      seeds: 1,
      hours,
      crashes,
      partitions,
      violations: Math.min(1, violations.length),
      mutants: 0,
      killed: 0,
    }),
  );
  return violations.length === 0;
}
