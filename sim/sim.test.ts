import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";

const HOUR = 3_600_000;

interface Outcome {
  readonly seeds: number;
  readonly hours: number;
  readonly crashes: number;
  readonly partitions: number;
  readonly violations: number;
  readonly mutants: number;
  readonly killed: number;
}

/** Runs the simulator as `npm run sim` does, and reads what it came to. */
async function simulate(...args: string[]): Promise<{ said: string; outcome: Outcome }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args]);
  let said = "";
  const note = (chunk: Buffer): void => void (said += chunk.toString());
  child.stdout.on("data", note);
  child.stderr.on("data", note);
  await once(child, "close");
  return { said, outcome: JSON.parse(said.trim().split("\n").at(-1) ?? "") as Outcome };
}

it(
  "breaks no law in ten thousand seeds, nor in any single fault, and no mutant survives",
  { timeout: HOUR },
  async () => {
    const { said, outcome } = await simulate();
    console.log(said.trim().split("\n").slice(-2).join("\n"));
    const { seeds, hours, crashes, partitions, violations, mutants, killed } = outcome;
    expect(violations, said).toBe(0);
    expect(killed, said).toBe(mutants);
    expect(said).toContain("the canary is dead");
    expect(seeds).toBeGreaterThanOrEqual(10_000);
    expect(hours).toBeGreaterThanOrEqual(500);
    expect(crashes).toBeGreaterThanOrEqual(200_000);
    expect(partitions).toBeGreaterThanOrEqual(100_000);
    expect(mutants).toBeGreaterThanOrEqual(40);
  },
);

it("plays a seed again to the same end", { timeout: HOUR }, async () => {
  const [first, second] = [await simulate("--seed", "77"), await simulate("--seed", "77")];
  expect(first.said).toBe(second.said);
  expect(first.said).toContain("digest");
});
