import { DatabaseSync } from "node:sqlite";
import { LaunchFault } from "./launch-fault.ts";

export interface ProcessLock {
  release(): void;
}

const SQLITE_BUSY = 5;
// A database that is collected as garbage lets go of its lock.
const held = new Set<DatabaseSync>();

/**
 * Takes a lock that the system lets go of with the process, however that dies: SQLite's own, on a file that stays empty.
 * Returns null while another process has it; a LaunchFault when the file is no such lock.
 */
export function tryLock(path: string): ProcessLock | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return null;
    const why = error instanceof Error ? error.message : String(error);
    throw new LaunchFault(`${path} cannot be locked (${why}); delete that file.`);
  }
  const locked = database;
  held.add(locked);
  return {
    release() {
      held.delete(locked);
      if (locked.isOpen) locked.close();
    },
  };
}
