import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LaunchFault } from "../launch-fault.ts";
import { BUILD_FOLDER, ROOT } from "../project.ts";

/** The directory's id in wrangler.toml, which is nobody's: each account has its own. */
export const NO_DATABASE = "00000000-0000-0000-0000-000000000000";

/** What wrangler is told for one account. It lies in the build folder, so that no checkout carries an account's ids. */
export const EDGE_CONFIG = join(BUILD_FOLDER, "wrangler.edge.toml");

/** wrangler.toml with the account's own database, its paths seen from the build folder. */
export function edgeConfigOf(toml: string, databaseId: string): string {
  const away = relative(BUILD_FOLDER, ROOT);
  const moved = ["main", "directory", "migrations_dir"].reduce(
    (text, key) => replaced(text, new RegExp(`^${key} = "([^"]+)"$`, "m"), `${key} = "${away}/$1"`),
    toml,
  );
  return replaced(moved, /^database_id = ".*"$/m, `database_id = "${databaseId}"`);
}

export function writeEdgeConfig(databaseId: string): void {
  const toml = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
  writeFileSync(EDGE_CONFIG, edgeConfigOf(toml, databaseId));
}

/** The name that a line of wrangler.toml gives. */
export function named(toml: string, key: string): string {
  const name = new RegExp(`^${key} = "([^"]+)"$`, "m").exec(toml)?.[1];
  if (name === undefined) throw new LaunchFault(`wrangler.toml lacks a line ${key} = "…".`);
  return name;
}

function replaced(text: string, what: RegExp, by: string): string {
  if (!what.test(text)) throw new LaunchFault(`wrangler.toml lacks a line like ${what.source}.`);
  return text.replace(what, by);
}
