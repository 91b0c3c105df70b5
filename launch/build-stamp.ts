import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

// Made by a build, or not part of what is built.
const LEFT_OUT = /^(?:\..*|node_modules|dist|tests|build|vectors|.*\.test\.tsx?)$/;

/** Whether a path leads into what is left out. */
export const isMade = (path: string): boolean =>
  path.split(sep).some((part) => LEFT_OUT.test(part));

/**
 * A digest of the names, sizes and times of all files in these places (relative to `root`).
 * A place may be a file, also one that a build makes; one that is missing counts as such.
 */
export function fingerprintOf(root: string, places: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (place: string): void => {
    const stat = statSync(join(root, place), { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(join(root, place)).toSorted()) {
        if (!LEFT_OUT.test(name)) add(join(place, name));
      }
    } else hash.update(`${place} ${stat?.size} ${stat?.mtimeMs}\n`);
  };
  for (const place of places) add(place);
  return hash.digest("hex");
}

export function isStamped(stampFile: string, fingerprint: string): boolean {
  try {
    return readFileSync(stampFile, "utf8") === fingerprint;
  } catch {
    return false;
  }
}

export function stamp(stampFile: string, fingerprint: string): void {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, fingerprint);
}
