import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { LaunchFault } from "./launch-fault.ts";
import { tryLock } from "./process-lock.ts";
import { isStopped, processNamed } from "./process-table.ts";

export interface Pause {
  /** As performance.now. */
  readonly since: number;
  end(): void;
}

const STOPPED_WITHIN_MS = 2_000;

/**
 * Stops the runtime that serves the state folder (SIGSTOP) until `end`; null when none is running. It goes on also when we
 * die in between: a small shell waits for the end of our pipe. A LaunchFault where the system cannot tell which process it is.
 */
export async function pauseRuntime(stateFolder: string): Promise<Pause | null> {
  const pid = process.platform === "linux" ? processNamed(join(stateFolder, "workerd-")) : null;
  if (pid === null) {
    const lock = tryLock(join(stateFolder, "lock.sqlite"));
    if (lock === null)
      throw new LaunchFault(
        "The till's runtime is not to be found: stop the till, then make the backup.",
      );
    lock.release();
    return null;
  }
  const guard = spawn("sh", ["-c", 'echo; cat > /dev/null; kill -CONT "$RUNTIME"'], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, RUNTIME: `${pid}` },
  });
  // Not before somebody watches.
  await once(guard.stdout, "data");
  const since = performance.now();
  process.kill(pid, "SIGSTOP");
  const end = (): void => {
    try {
      process.kill(pid, "SIGCONT");
    } catch {
      // Killed meanwhile: there is nothing that stands still.
    }
    guard.stdin.end();
  };
  while (!isStopped(pid)) {
    if (performance.now() - since < STOPPED_WITHIN_MS) continue;
    end();
    throw new LaunchFault("The till's runtime did not stand still: try again.");
  }
  return { since, end };
}
