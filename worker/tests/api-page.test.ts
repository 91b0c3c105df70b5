import { expect, it } from "vitest";
import page from "../../docs/api.md?raw";
import { createApp } from "../http/app.ts";
import { schemaOf } from "../http/body.ts";
import { scopeOf } from "../http/terminal.ts";
import { pages } from "../payer/pages.tsx";

/** What the page says of a call, or the Worker does: its scope, and the fields of its body with "?" where they may be left out. */
interface Call {
  scope: string;
  fields: string;
}

interface Entry {
  readonly type: string;
}

/** Each route of the Worker; one that checks anything comes several times in the table, once for each handler. */
function served(): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const { method, path, handler } of createApp(pages).routes) {
    if (method === "ALL") continue;
    const name = `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`;
    const call = calls.get(name) ?? { scope: "", fields: "" };
    const schema = schemaOf(handler) as { entries?: Record<string, Entry> } | null;
    const fields = Object.entries(schema?.entries ?? {}).map(([field, { type }]) =>
      type.endsWith("optional") ? `${field}?` : field,
    );
    if (fields.length > 0) call.fields = fields.toSorted().join(" ");
    call.scope = scopeOf(handler) ?? call.scope;
    calls.set(name, call);
  }
  return calls;
}

/** Each row of the page's tables. */
function documented(): [string, Call][] {
  return [...page.matchAll(/^\| `((?:GET|POST|PUT) [^`]+)`(.*)$/gm)].map(
    ([, name = "", row = ""]) => {
      const cells = row.split("|").slice(1, -2);
      const words = cells.flatMap((cell) =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word),
      );
      const scope = words.find((word) => word.includes(":")) ?? "";
      const fields = words.filter((word) => word !== scope);
      return [name, { scope, fields: fields.toSorted().join(" ") }];
    },
  );
}

it("docs/api.md names every call of the API once, with its scope and fields, and no call that is not there", () => {
  const [routes, said] = [served(), documented()];
  expect(said.length).toBeGreaterThan(90);
  expect(said.map(([name]) => name)).toEqual([...new Set(said.map(([name]) => name))]);
  for (const [name, call] of said) expect([name, call]).toEqual([name, routes.get(name)]);
  const names = new Set(said.map(([name]) => name));
  const missing = [...routes.keys()].filter((name) => name.includes(" /api/") && !names.has(name));
  expect(missing).toEqual([]);
});
