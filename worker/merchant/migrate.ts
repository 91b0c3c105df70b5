import orders from "./schema/0001_orders.sql";
import ledger from "./schema/0002_ledger.sql";
import rails from "./schema/0003_rails.sql";

/** The object's own schema, oldest first. Files are only ever added. */
const SCHEMA: readonly string[] = [orders, ledger, rails];

/** True when this object has been founded; an object that has not writes nothing and costs nothing. */
export function hasSchema(sql: SqlStorage): boolean {
  const found = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'");
  return found.toArray().length > 0;
}

/** Brings the schema up to date. Runs in one turn, so all of it is kept or nothing. */
export function migrate(sql: SqlStorage): void {
  sql.exec("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY) STRICT");
  const done = sql
    .exec<{ count: number }>("SELECT count(*) AS count FROM schema_versions")
    .one().count;
  for (const [index, text] of SCHEMA.entries()) {
    if (index < done) continue;
    sql.exec(text);
    sql.exec("INSERT INTO schema_versions (version) VALUES (?)", index + 1);
  }
}
