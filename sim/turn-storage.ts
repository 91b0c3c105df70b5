import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** What a turn has written so far: the statement and what was bound to it. */
export interface Written {
  readonly query: string;
  readonly bindings: readonly SqlStorageValue[];
}

type Row = Record<string, SqlStorageValue>;

/** What an object may ask of its own database: the part of `SqlStorage` that the product uses. */
export type Sql = Pick<SqlStorage, "exec">;

/**
 * A Durable Object's SQLite, with its one promise: everything that a turn writes is kept together, or nothing of it.
 * A real database in memory; only the instant of the commit is the simulator's.
 */
export class TurnStorage {
  #opened: DatabaseSync | null = null;
  readonly #statements = new Map<string, StatementSync>();
  #isOpen = false;
  #alarm: number | null = null;
  #nextAlarm: number | null = null;
  written: Written[] = [];

  /** The alarm as it is on disk, in ms since the epoch. */
  get alarm(): number | null {
    return this.#alarm;
  }

  /** The alarm as the turn sees it. */
  get nextAlarm(): number | null {
    return this.#nextAlarm;
  }

  setAlarm(at: number | null): void {
    this.#nextAlarm = at;
  }

  get hasNews(): boolean {
    return this.#isOpen || this.#alarm !== this.#nextAlarm;
  }

  get #database(): DatabaseSync {
    return (this.#opened ??= new DatabaseSync(":memory:"));
  }

  exec(query: string, ...bindings: SqlStorageValue[]): SqlStorageCursor<Row> {
    if (!isWrite(query)) return cursorOf(this.#prepared(query).all(...bindings.map(bound)), 0);
    if (!this.#isOpen) this.#database.exec("BEGIN");
    this.#isOpen = true;
    this.written.push({ query, bindings });
    if (bindings.length === 0) {
      // A migration is many statements in one text.
      this.#database.exec(query);
      return cursorOf([], 1);
    }
    return cursorOf(this.#prepared(query).all(...bindings.map(bound)), 1);
  }

  /** The alarm alone, apart from what the turn writes: the runtime does so when it rings. */
  commitAlarm(): void {
    this.#alarm = this.#nextAlarm;
  }

  commit(): void {
    if (this.#isOpen) this.#database.exec("COMMIT");
    this.#alarm = this.#nextAlarm;
    this.#end();
  }

  rollback(): void {
    if (this.#isOpen) this.#database.exec("ROLLBACK");
    this.#nextAlarm = this.#alarm;
    this.#end();
  }

  close(): void {
    this.#opened?.close();
  }

  #end(): void {
    this.#isOpen = false;
    this.written = [];
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

const isWrite = (query: string): boolean => !/^\s*(SELECT|WITH)\b/i.test(query);

const bound = (value: SqlStorageValue): SQLInputValue =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : value;

function cursorOf(
  rows: readonly Record<string, unknown>[],
  rowsWritten: number,
): SqlStorageCursor<Row> {
  const values = rows.map(rowOf);
  const cursor = {
    toArray: () => values,
    one() {
      const [only, ...more] = values;
      if (!only || more.length > 0) throw new Error(`one row was expected, not ${values.length}`);
      return only;
    },
    [Symbol.iterator]: () => values[Symbol.iterator](),
    rowsRead: values.length,
    rowsWritten,
  };
  return cursor as unknown as SqlStorageCursor<Row>;
}

/** A Durable Object gives blobs as buffers. */
function rowOf(row: Record<string, unknown>): Row {
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof Uint8Array) row[name] = value.slice().buffer;
  }
  return row as Row;
}
