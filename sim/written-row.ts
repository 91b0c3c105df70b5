import type { Written } from "./turn-storage.ts";

/** A row as a statement writes it: its values by their columns, and its table. */
export type WrittenRow = Record<string, unknown> & { readonly table: string };

const shapes = new Map<string, { table: string; names: readonly string[] } | null>();

/** Names the values of an insert or update by their columns; null for any other statement. */
export function rowOf({ query, bindings }: Written): WrittenRow | null {
  let shape = shapes.get(query);
  if (shape === undefined) {
    shape = shapeOf(query);
    shapes.set(query, shape);
  }
  if (!shape) return null;
  const { table, names } = shape;
  return { ...Object.fromEntries(names.map((name, i) => [name, bindings[i]])), table };
}

function shapeOf(query: string): { table: string; names: readonly string[] } | null {
  const insert = /^\s*INSERT (?:OR \w+ )?INTO (\w+) \(([^)]*)\)/.exec(query);
  const update = /^\s*UPDATE (\w+) SET (.*) WHERE (\w+) = \?/.exec(query);
  const [, table = "", columns = "", where] = insert ?? update ?? [];
  if (table === "") return null;
  const names = [...columns.matchAll(/(\w+)(?: = \?)?/g)].map(([, name = ""]) => name);
  return { table, names: where ? [...names, where] : names };
}

/** By how much an entry changes what lies between two books, debits less credits; 0 where it does not concern them. */
export function clearingChange(row: WrittenRow, peer: string): number {
  const account = `clearing:${peer}`;
  const amount = Number(row["amount"]);
  return row["debit"] === account ? amount : row["credit"] === account ? -amount : 0;
}
