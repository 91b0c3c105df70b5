/** How many files of its schema an object has; one that has none is not founded: it writes nothing and costs nothing. */
export function schemaVersion(sql: SqlStorage): number {
  const found = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'");
  if (found.toArray().length === 0) return 0;
  return sql.exec<{ count: number }>("SELECT count(*) AS count FROM schema_versions").one().count;
}

/** Brings the object's schema up to date, oldest file first. Runs in one turn, so all of it is kept or nothing. */
export function migrate(
  sql: SqlStorage,
  schema: readonly string[],
  done = schemaVersion(sql),
): void {
  if (done === 0) sql.exec("CREATE TABLE schema_versions (version INTEGER PRIMARY KEY) STRICT");
  for (const [index, text] of schema.entries()) {
    if (index < done) continue;
    sql.exec(text);
    sql.exec("INSERT INTO schema_versions (version) VALUES (?)", index + 1);
  }
}
