import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import * as v from "valibot";
import { LaunchFault, systemCodeOf } from "./launch-fault.ts";

/** Makes the folder where it is missing, and returns its one real path; throws a LaunchFault when it cannot be written to. */
export function openStateFolder(folder: string): string {
  try {
    // Node never comes back from making parents where none can be made (under /proc, say): asked for only where one lacks.
    const recursive = !existsSync(dirname(folder));
    if (!existsSync(folder)) mkdirSync(folder, { recursive, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    const why = systemCodeOf(error) ?? "no reason given";
    throw new LaunchFault(
      `The state folder ${folder} cannot be written to (${why}); choose another with EDGETILL_STATE=/some/folder.`,
    );
  }
}

/** What a JSON file of the state folder holds, or null where there is none; a LaunchFault when it is damaged. */
export function readState<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  remedy: string,
): v.InferOutput<Schema> | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return null;
    throw new LaunchFault(`${path} cannot be read (${systemCodeOf(error)}); ${remedy}.`);
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!parsed.success) {
    throw new LaunchFault(`${path} is damaged; ${whereOf(parsed.issues[0])}${remedy}.`);
  }
  return parsed.output;
}

const Named = v.looseObject({ id: v.union([v.number(), v.string()]) });

/** Which entry of a list is at fault, by its id; nothing where the fault is elsewhere. */
function whereOf(issue: v.BaseIssue<unknown>): string {
  const entry = issue.path?.[1]?.value;
  return v.is(Named, entry) ? `see key ${entry.id} (${v.getDotPath(issue)}); ` : "";
}

/** Writes a file that only its owner may read: wholly or not at all, even when killed half-way. */
export function writeState(path: string, value: unknown): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const fresh = `${path}.${process.pid}.new`;
  try {
    const file = openSync(fresh, "w", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (error) {
    throw new LaunchFault(`${path} cannot be written (${systemCodeOf(error)}).`);
  }
}
