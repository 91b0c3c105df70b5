import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

type Bindings = readonly SqlStorageValue[];
type Rows = Record<string, unknown>[];

/** Whether a statement is a migration's: before anything else is asked of a database, it only makes its schema. */
export const isOfSchema = (query: string, bindings: Bindings): boolean =>
  /\b(schema_versions|sqlite_master)\b/.test(query) ||
  (bindings.length === 0 && !/^\s*SELECT\b/i.test(query));

interface Statement {
  readonly query: string;
  readonly bindings: Bindings;
}

/**
 * A schema in the making, by the statements that make it. To make one costs as much as all that a run then writes, so each
 * is made once, in a database that goes from run to run.
 */
export class SchemaSoFar {
  readonly #statements: readonly Statement[];
  readonly #next = new Map<string, Map<string, SchemaSoFar>>();
  readonly #answers = new Map<string, Rows>();
  /** Databases that stand ready with it. */
  readonly #free: LentDatabase[] = [];

  constructor(statements: readonly Statement[] = []) {
    this.#statements = statements;
  }

  with(query: string, bindings: Bindings): SchemaSoFar {
    const bound = JSON.stringify(bindings);
    const known = this.#next.get(query)?.get(bound);
    if (known) return known;
    const made = new SchemaSoFar([...this.#statements, { query, bindings }]);
    this.#next.set(query, (this.#next.get(query) ?? new Map()).set(bound, made));
    return made;
  }

  /** What it answers about itself. */
  read(query: string): Rows {
    const known = this.#answers.get(query);
    if (known) return known.map((row) => ({ ...row }));
    const lent = this.lend();
    this.#answers.set(query, lent.all(query, []));
    lent.giveBack();
    return this.read(query);
  }

  /** A database with this schema and nothing in it. */
  lend(): LentDatabase {
    const ready = this.#free.pop();
    if (ready) return ready;
    const made = new LentDatabase(this.#free);
    for (const { query, bindings } of this.#statements) made.write(query, bindings);
    return made.seal();
  }
}

/** Before anything was asked of a database. */
export const NO_SCHEMA = new SchemaSoFar();

/** A database on loan: everything that its user keeps is inside one transaction, which is undone when it comes back. */
export class LentDatabase {
  readonly #database = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();
  readonly #shelf: LentDatabase[];

  constructor(shelf: LentDatabase[]) {
    this.#shelf = shelf;
  }

  seal(): this {
    this.#run("BEGIN");
    return this;
  }

  begin(): void {
    this.#run("SAVEPOINT turn");
  }

  commit(): void {
    this.#run("RELEASE turn");
  }

  rollback(): void {
    this.#run("ROLLBACK TO turn");
    this.#run("RELEASE turn");
  }

  all(query: string, bindings: Bindings): Rows {
    return this.#prepared(query).all(...bindings.map(bound));
  }

  write(query: string, bindings: Bindings): Rows {
    if (bindings.length > 0) return this.all(query, bindings);
    // A migration is many statements in one text.
    this.#database.exec(query);
    return [];
  }

  giveBack(): void {
    this.#run("ROLLBACK");
    this.#shelf.push(this.seal());
  }

  #run(query: string): void {
    this.#prepared(query).run();
  }

  #prepared(query: string): StatementSync {
    let statement = this.#statements.get(query);
    if (!statement) {
      statement = this.#database.prepare(query);
      this.#statements.set(query, statement);
    }
    return statement;
  }
}

const bound = (value: SqlStorageValue): SQLInputValue =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : value;
