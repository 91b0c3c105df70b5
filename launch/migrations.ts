import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LaunchFault } from "./launch-fault.ts";

/** As much of a D1 database as is needed here. */
export interface MigratedDatabase<Statement extends MigrationStatement> {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
}

export interface MigrationStatement {
  bind(...values: string[]): this;
  all(): Promise<{ results: { name?: unknown }[] }>;
}

// The table that `wrangler d1 migrations` keeps, so that either tool knows what the other did.
const RECORD = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/**
 * Applies the files of the folder that the database has not seen, in the order of their names, and returns those names.
 * A file and its record are one transaction; the first that fails is a LaunchFault, and those after it wait.
 */
export async function applyMigrations<Statement extends MigrationStatement>(
  database: MigratedDatabase<Statement>,
  folder: string,
): Promise<string[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  await database.batch([database.prepare(RECORD)]);
  const seen = await database.prepare("SELECT name FROM d1_migrations").all();
  const applied = new Set(seen.results.map(({ name }) => name));

  const fresh = names.toSorted().filter((name) => !applied.has(name));
  for (const name of fresh) {
    await applyOne(database, name, readFileSync(join(folder, name), "utf8"));
  }
  return fresh;
}

async function applyOne<Statement extends MigrationStatement>(
  database: MigratedDatabase<Statement>,
  name: string,
  sql: string,
): Promise<void> {
  try {
    await database.batch([
      database.prepare(sql),
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new LaunchFault(`The migration ${name} failed and changed nothing: ${why}`);
  }
}
