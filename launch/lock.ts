import { join } from "node:path";
import * as v from "valibot";
import { LaunchFault } from "./launch-fault.ts";
import { type ProcessLock, tryLock } from "./process-lock.ts";
import { readState, writeState } from "./state-folder.ts";

const Holder = v.object({ pid: v.number(), url: v.nullable(v.string()) });

export interface Lock extends ProcessLock {
  /** Tells a second start where the first one serves. */
  servesAt(url: string): void;
}

/** Takes the state folder for this process, or throws a LaunchFault that says who has it. */
export function takeLock(stateFolder: string): Lock {
  const holderFile = join(stateFolder, "holder.json");
  const lock = tryLock(join(stateFolder, "lock.sqlite"));
  if (lock === null) throw new LaunchFault(whoHolds(stateFolder, holderFile));

  writeState(holderFile, { pid: process.pid, url: null });
  return {
    servesAt: (url) => writeState(holderFile, { pid: process.pid, url }),
    release: () => lock.release(),
  };
}

function whoHolds(stateFolder: string, holderFile: string): string {
  const holder = readHolder(holderFile);
  if (holder === null || !isAlive(holder.pid)) {
    return `Another Edgetill is just starting on ${stateFolder}.`;
  }
  const where = holder.url === null ? "is starting" : `serves ${holder.url}`;
  return `Edgetill already runs on ${stateFolder}: process ${holder.pid} ${where}. Stop it, or choose another folder with EDGETILL_STATE.`;
}

function readHolder(path: string): v.InferOutput<typeof Holder> | null {
  try {
    return readState(path, Holder, "delete it");
  } catch {
    // Only the sentence gets poorer: the lock itself has been decided.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
