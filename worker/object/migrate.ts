/** True when this object has been founded; an object that has not writes nothing and costs nothing. */
export function hasSchema(sql: SqlStorage): boolean {
  const found = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'");
  return found.toArray().length > 0;
}

/** Brings the object's schema up to date, oldest file first. Runs in one turn, so all of it is kept or nothing. */
export function migrate(sql: SqlStorage, schema: readonly string[]): void {
  sql.exec("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY) STRICT");
  const done = sql
    .exec<{ count: number }>("SELECT count(*) AS count FROM schema_versions")
    .one().count;
  for (const [index, text] of schema.entries()) {
    if (index < done) continue;
    sql.exec(text);
    sql.exec("INSERT INTO schema_versions (version) VALUES (?)", index + 1);
  }
}
