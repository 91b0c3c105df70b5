import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { LaunchFault, systemCodeOf } from "./launch-fault.ts";
import { pauseRuntime } from "./pause-runtime.ts";

export interface Snapshot {
  readonly databases: number;
  readonly bytes: number;
  /** How long the runtime stood still; null when none was running. */
  readonly pausedMs: number | null;
}

/** How often to begin anew when the runtime was stopped in the middle of a commit, whose index no reader gets past. */
const TRIES = 20;
/** Of this launch alone, or made anew by the next: never part of a copy. */
const PASSING = /^(?:data|tmp|holder\.json|lock\.sqlite.*|workerd-.*)$/;
/** Kept by the emulator for `caches`, which nothing here uses. */
const CACHE = `data${sep}cache${sep}`;

/**
 * Copies the state folder to a new folder, as a SIGKILL of everything at one instant would leave it: merchants and wallets
 * are databases of their own, and a payment stands in both. So the runtime is stopped for the milliseconds in which a read
 * transaction is opened on each database, goes on, and the copies are made from those (SQLite's online backup).
 * Throws a LaunchFault when the target is there already, or a copy is not whole; then no target is left.
 */
export async function snapshotOf(stateFolder: string, target: string): Promise<Snapshot> {
  if (existsSync(target))
    throw new LaunchFault(`${target} is there already: a backup is a new folder.`);
  if (`${target}${sep}`.startsWith(`${stateFolder}${sep}`))
    throw new LaunchFault(`${target} is inside of what it would be a copy of.`);
  const partial = `${target}.part`;
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const { readers, pausedMs } = await readersAtOneInstant(stateFolder);
    try {
      for (const name of readdirSync(stateFolder).filter((entry) => !PASSING.test(entry)))
        cpSync(join(stateFolder, name), join(partial, name), { recursive: true });
      let bytes = 0;
      for (const [name, reader] of readers) bytes += await copyOf(reader, join(partial, name));
      renameSync(partial, target);
      return { databases: readers.size, bytes, pausedMs };
    } finally {
      for (const reader of readers.values()) reader.close();
    }
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (error instanceof LaunchFault) throw error;
    const why = systemCodeOf(error) ?? (error instanceof Error ? error.message : String(error));
    throw new LaunchFault(`${target} was not made (${why}).`);
  }
}

/** Databases by their names in the state folder, each with a read transaction; all of them see the same instant. */
type Readers = Map<string, DatabaseSync>;

async function readersAtOneInstant(
  stateFolder: string,
): Promise<{ readers: Readers; pausedMs: number | null }> {
  const readers: Readers = new Map();
  try {
    for (let tries = 1; ; tries++) {
      // Opened while it still runs: what is left for the pause is short.
      openMissing(readers, stateFolder);
      const pause = await pauseRuntime(stateFolder);
      try {
        openMissing(readers, stateFolder);
        for (const reader of readers.values()) {
          reader.exec("BEGIN");
          // A transaction sees the instant of its first reading.
          reader.prepare("SELECT count(*) FROM sqlite_schema").get();
        }
        return { readers, pausedMs: pause && Math.round(performance.now() - pause.since) };
      } catch (error) {
        if (tries === TRIES) throw error;
      } finally {
        pause?.end();
      }
      for (const reader of readers.values()) if (reader.isTransaction) reader.exec("ROLLBACK");
    }
  } catch (error) {
    for (const reader of readers.values()) reader.close();
    throw error;
  }
}

function openMissing(readers: Readers, stateFolder: string): void {
  for (const name of globSync(`data${sep}**${sep}*.sqlite`, { cwd: stateFolder })) {
    if (name.startsWith(CACHE) || readers.has(name)) continue;
    readers.set(name, new DatabaseSync(join(stateFolder, name)));
  }
}

/** Copies what the reader sees, and checks the copy; its size in bytes. */
async function copyOf(reader: DatabaseSync, path: string): Promise<number> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  await backup(reader, path);
  const copy = new DatabaseSync(path);
  try {
    const said = copy.prepare("PRAGMA integrity_check").get();
    if (said?.["integrity_check"] !== "ok") throw new LaunchFault(`The copy ${path} is not whole.`);
  } finally {
    copy.close();
  }
  return statSync(path).size;
}
