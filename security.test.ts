import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";

const text = readFileSync(join(import.meta.dirname, "SECURITY.md"), "utf8");

it("SECURITY.md names no test that is not there, and leaves no threat out", ({ expect }) => {
  const named = [...text.matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, path]) => path ?? "");
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter((path) => !existsSync(join(import.meta.dirname, path)));
  expect(missing).toEqual([]);

  const threats = [...text.matchAll(/^\| T(\d+)(?:–T(\d+))? /gm)].flatMap(([, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i),
  );
  expect(threats).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});
