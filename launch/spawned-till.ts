import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { DemoFile } from "./demo-merchant.ts";
import { argumentsOf, processNamed } from "./process-table.ts";
import { ROOT } from "./project.ts";

/** For tests: a launcher in a process of its own, as `npm start` runs it. */
export interface SpawnedTill {
  readonly process: ChildProcess;
  /** What demo.json said once it was ready. */
  readonly demo: DemoFile;
  /** All that it printed so far. */
  output(): string;
  /** Ends it and waits until the process is gone: its exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<{ code: number | string; ms: number }>;
}

const READY = "Ctrl-C ends the till";

/** A fresh folder for state, somewhere temporary. */
export const freshStateFolder = (): string => mkdtempSync(join(tmpdir(), "edgetill-test-"));

export function runLaunch(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): { process: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [join(ROOT, "launch", script), ...args], {
    env: { ...process.env, PORT: "0", HTTPS_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const note = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on("data", note);
  child.stderr.on("data", note);
  return { process: child, output: () => said };
}

/** Starts a till on the folder and any free port, and waits until it is ready; throws with its output if it ends first. */
export async function spawnTill(
  stateFolder: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<SpawnedTill> {
  const { process: child, output } = runLaunch("start.ts", args, {
    EDGETILL_STATE: stateFolder,
    ...environment,
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", () => output().includes(READY) && resolve());
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${output()}`)));
  });
  const demoText = readFileSync(join(stateFolder, "demo.json"), "utf8");
  return {
    process: child,
    demo: v.parse(v.pipe(v.string(), v.parseJson(), DemoFile), demoText),
    output,
    async end(signal) {
      const startedAt = performance.now();
      const exited = once(child, "exit");
      child.kill(signal);
      const [code, by] = await exited;
      return { code: code ?? by, ms: performance.now() - startedAt };
    },
  };
}

/** Runs a script of this folder to its end. */
export async function outcomeOf(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number; output: string }> {
  const run = runLaunch(script, args, environment);
  const [code] = await once(run.process, "close");
  return { code, output: run.output() };
}

/** The runtime's process id, if it is alive. */
export const runtimeOf = (stateFolder: string): number | null =>
  processNamed(join(stateFolder, "workerd-"));

/** The same, where there must be one. */
export function liveRuntimeOf(stateFolder: string): number {
  const pid = runtimeOf(stateFolder);
  if (pid === null) throw new Error(`no runtime is alive on ${stateFolder}`);
  return pid;
}

/** Waits until the condition holds; throws when it does not within the time. */
export async function until(what: string, holds: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`still not so after ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true });

/** Ends what a failed test left running on the folder, and removes it. */
export function clearAway(folder: string): void {
  const holderFile = join(folder, "holder.json");
  const holder = existsSync(holderFile) ? JSON.parse(readFileSync(holderFile, "utf8")).pid : null;
  // The number may stand for another process by now.
  if (argumentsOf(holder).includes(join(ROOT, "launch/start.ts"))) process.kill(holder, "SIGKILL");
  const runtime = runtimeOf(folder);
  if (runtime !== null) process.kill(runtime, "SIGKILL");
  removeFolder(folder);
}
