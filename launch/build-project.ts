import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BuildStep, pageStep, payerStep, wasmStep, workerStep } from "./build-steps.ts";
import { fingerprintOf, isStamped, stamp } from "./build-stamp.ts";
import { type ProcessLock, tryLock } from "./process-lock.ts";
import { BUILD_FOLDER, ROOT } from "./project.ts";

const LOCK_RETRY_MS = 50;

export interface BuildOptions {
  /** Says nothing of steps that had nothing to do. */
  readonly quiet?: boolean;
}

/**
 * Makes what serving and deploying need, in the order of need, and leaves alone what is up to date.
 * Prints a line for each step, and returns those that had something to do.
 */
export async function build({ quiet = false }: BuildOptions = {}): Promise<ReadonlySet<BuildStep>> {
  const made = new Set<BuildStep>();
  const bring = async (step: BuildStep): Promise<void> => {
    const startedAt = performance.now();
    const isDue = await runIfDue(step);
    if (isDue) made.add(step);
    if (isDue || !quiet) {
      const took = `${Math.round(performance.now() - startedAt)} ms`;
      console.log(`  ${step.name.padEnd(14)} ${isDue ? took : "unchanged"}`);
    }
  };
  const lock = await waitForBuildLock();
  try {
    await bring(wasmStep);
    await Promise.all([bring(pageStep), bring(payerStep).then(() => bring(workerStep))]);
  } finally {
    lock.release();
  }
  return made;
}

/** Two builds at once, of tills on two state folders, would write over each other. */
async function waitForBuildLock(): Promise<ProcessLock> {
  mkdirSync(BUILD_FOLDER, { recursive: true });
  const lock = tryLock(join(BUILD_FOLDER, "lock.sqlite"));
  if (lock !== null) return lock;
  await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
  return waitForBuildLock();
}

/** Returns whether the step ran. */
async function runIfDue(step: BuildStep): Promise<boolean> {
  const stampFile = join(BUILD_FOLDER, "stamps", step.name.replaceAll(" ", "-"));
  // Taken before the work: what changes meanwhile is built next time.
  const fingerprint = fingerprintOf(ROOT, step.inputs);
  if (isStamped(stampFile, fingerprint) && step.outputs.every(existsSync)) return false;
  await step.run();
  stamp(stampFile, fingerprint);
  return true;
}
