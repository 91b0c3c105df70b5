import { spawn, spawnSync } from "node:child_process";
import { readdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const SCRIPT = join(import.meta.dirname, "workerd-guard.sh");
/** How often to look: for what an earlier run left, and for a runtime that was being started when its launcher died. */
const LOOKS = { atStart: "1", atEnd: "20" };
const PREFIX = "workerd-";

/**
 * Sees to it that no runtime outlives this process, SIGKILL included, and ends one that an earlier run left.
 * Returns the command to start the runtime by, a name of this launch alone: the guard of the launch before may
 * still be looking for its own. A small shell is the guard; one that dies before us leaves its duty to the next start.
 */
export function guardWorkerd(stateFolder: string): string {
  for (const left of readdirSync(stateFolder).filter((name) => name.startsWith(PREFIX))) {
    const name = join(stateFolder, left);
    spawnSync("sh", [SCRIPT, LOOKS.atStart], { input: "", env: environmentFor(name) });
    rmSync(name, { force: true });
  }

  const command = join(stateFolder, `${PREFIX}${process.pid}-${Date.now()}`);
  symlinkSync(workerdBinary(), command);
  const guard = spawn("sh", [SCRIPT, LOOKS.atEnd], {
    stdio: ["pipe", "ignore", "ignore"],
    env: environmentFor(command),
    // Away from the terminal's Ctrl-C, which must not end the guard first.
    detached: true,
  });
  guard.unref();
  process.once("exit", () => {
    guard.kill("SIGKILL");
    rmSync(command, { force: true });
  });
  return command;
}

const environmentFor = (name: string): NodeJS.ProcessEnv => ({ ...process.env, RUNTIME: name });

/** The runtime that the emulator itself would start. */
function workerdBinary(): string {
  const emulator = createRequire(import.meta.url).resolve("miniflare");
  const { default: path }: { default: string } = createRequire(emulator)("workerd");
  return path;
}
