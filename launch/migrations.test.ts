import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "vitest";
import { applyMigrations } from "./migrations.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

describe("the migrations", () => {
  let emulator: Miniflare;
  let database: Awaited<ReturnType<Miniflare["getD1Database"]>>;
  let folder: string;
  let nextDatabase = 0;

  beforeAll(() => {
    const script = "export default { fetch: () => new Response() }";
    // A database for each test: they share nothing but the process.
    const databases = ["DB0", "DB1", "DB2"].map((id) => [id, { type: "d1" as const, id }]);
    emulator = new Miniflare({
      cf: false,
      enableDevRegistry: false,
      workers: [
        {
          config: {
            name: "databases",
            compatibilityDate: "2026-10-15",
            manifest: {
              mainModule: "m.js",
              modules: { "m.js": { type: "esm", contents: script } },
            },
            env: Object.fromEntries(databases),
          },
        },
      ],
    });
  });
  afterAll(() => emulator.dispose());
  beforeEach(async () => {
    database = await emulator.getD1Database(`DB${nextDatabase++}`);
    folder = freshStateFolder();
  });
  afterEach(() => removeFolder(folder));

  const file = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
  const tables = async (): Promise<unknown[]> => {
    const sql =
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 't%' ORDER BY name";
    return (await database.prepare(sql).all()).results.map(({ name }) => name);
  };

  it("are applied once each, in the order of their names", async ({ expect }) => {
    file("0010_last.sql", "INSERT INTO t1 VALUES (2);");
    file("0001_first.sql", "CREATE TABLE t1 (n INTEGER) STRICT;\nINSERT INTO t1 VALUES (1);");
    file("notes.txt", "not SQL");
    expect(await applyMigrations(database, folder)).toEqual(["0001_first.sql", "0010_last.sql"]);
    expect(await applyMigrations(database, folder)).toEqual([]);

    file("0011_more.sql", "CREATE TABLE t2 (n INTEGER) STRICT;");
    expect(await applyMigrations(database, folder)).toEqual(["0011_more.sql"]);
    expect((await database.prepare("SELECT n FROM t1 ORDER BY n").all()).results).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
  });

  it("apply all of a file or nothing, and nothing after it", async ({ expect }) => {
    file("0001_good.sql", "CREATE TABLE t1 (n INTEGER) STRICT;");
    file("0002_bad.sql", "CREATE TABLE t2 (n INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);");
    file("0003_later.sql", "CREATE TABLE t3 (n INTEGER) STRICT;");
    await expect(applyMigrations(database, folder)).rejects.toThrow(
      /^The migration 0002_bad\.sql failed and changed nothing: [^\n]*nowhere[^\n]*$/,
    );
    expect(await tables()).toEqual(["t1"]);

    file("0002_bad.sql", "CREATE TABLE t2 (n INTEGER) STRICT;");
    expect(await applyMigrations(database, folder)).toEqual(["0002_bad.sql", "0003_later.sql"]);
    expect(await tables()).toEqual(["t1", "t2", "t3"]);
  });

  it("may hold triggers, comments and semicolons in text", async ({ expect }) => {
    file(
      "0001_all.sql",
      `-- A comment; with a semicolon.
       CREATE TABLE t1 (n TEXT CHECK (n <> ';')) STRICT;
       CREATE TRIGGER g AFTER INSERT ON t1 BEGIN UPDATE t1 SET n = 'a;b'; SELECT 1; END;
       INSERT INTO t1 VALUES ('x');`,
    );
    await applyMigrations(database, folder);
    expect((await database.prepare("SELECT n FROM t1").all()).results).toEqual([{ n: "a;b" }]);
  });
});
