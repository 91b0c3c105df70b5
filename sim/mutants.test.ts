import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CANARY, MUTANTS } from "./mutants.ts";

it("has mutants that each change the product's text in exactly one place", () => {
  const stale = [CANARY, ...MUTANTS].flatMap(({ name, patches }) =>
    patches
      .filter(
        ({ file, find }) =>
          readFileSync(join(import.meta.dirname, "..", file), "utf8").split(find).length !== 2,
      )
      .map(({ file }) => `${name}: ${file}`),
  );
  expect(stale).toEqual([]);
});

it("has at least forty mutants, each with a name of its own", () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
});
