import { type LentDatabase, NO_SCHEMA, isOfSchema } from "./lent-database.ts";

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
  /** Null while there is nothing but a schema in it. */
  #lent: LentDatabase | null = null;
  #schema = NO_SCHEMA;
  /** The schema as it was when this turn began. */
  #keptSchema = this.#schema;
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

  exec(query: string, ...bindings: SqlStorageValue[]): SqlStorageCursor<Row> {
    const isChange = isWrite(query);
    if (isChange) this.written.push({ query, bindings });
    if (!this.#lent && isOfSchema(query, bindings)) {
      if (!isChange) return cursorOf(this.#schema.read(query), 0);
      this.#isOpen = true;
      this.#schema = this.#schema.with(query, bindings);
      return cursorOf([], 1);
    }
    const lent = this.#lend();
    if (!isChange) return cursorOf(lent.all(query, bindings), 0);
    if (!this.#isOpen) lent.begin();
    this.#isOpen = true;
    return cursorOf(lent.write(query, bindings), 1);
  }

  /** The alarm alone, apart from what the turn writes: the runtime does so when it rings. */
  commitAlarm(): void {
    this.#alarm = this.#nextAlarm;
  }

  commit(): void {
    if (this.#isOpen) this.#lent?.commit();
    this.#keptSchema = this.#schema;
    this.#alarm = this.#nextAlarm;
    this.#end();
  }

  rollback(): void {
    if (this.#schema !== this.#keptSchema) {
      this.close();
      this.#schema = this.#keptSchema;
    } else if (this.#isOpen) this.#lent?.rollback();
    this.#nextAlarm = this.#alarm;
    this.#end();
  }

  close(): void {
    this.#lent?.giveBack();
    this.#lent = null;
  }

  #lend(): LentDatabase {
    if (this.#lent) return this.#lent;
    this.#lent = this.#schema.lend();
    // What the turn has written so far is in the schema that was lent.
    if (this.#isOpen) this.#lent.begin();
    return this.#lent;
  }

  #end(): void {
    this.#isOpen = false;
    this.written = [];
  }
}

const isWrite = (query: string): boolean => !/^\s*(SELECT|WITH)\b/i.test(query);

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
