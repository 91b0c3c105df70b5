import naughtyText from "big-list-of-naughty-strings/blns.json?raw";
import fc from "fast-check";

/** As much of a valibot schema as is looked at here; what it pipes into only narrows what it takes. */
interface Node {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
}

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.1,
  1.005,
  1e21,
  2 ** 53,
  -(2 ** 53),
  2 ** 31,
  2 ** 32,
  999_999_999,
];

/** The Big List of Naughty Strings. */
const naughty = JSON.parse(naughtyText) as string[];

export const STRINGS: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...naughty),
  fc.constantFrom("", " ", "\u0000", "\u202e", "\ud800", "__proto__", "A".repeat(26), "1-1"),
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "binary", maxLength: 60 }),
);

const WRONG: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, [], {}, "1", -1),
  fc.jsonValue({ maxDepth: 3 }),
  STRINGS,
);

/** Bodies that a schema would take, nearly, or not at all: each part is right most of the time, wrong, or not there. */
export function arbitraryOf(schema: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  const right = rightOf(schema as Node, known);
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: WRONG });
}

function rightOf(node: Node, known: readonly string[]): fc.Arbitrary<unknown> {
  const { entries, wrapped, item, options } = node;
  if (entries) {
    const parts = Object.fromEntries(
      Object.entries(entries).map(([key, entry]) => [key, arbitraryOf(entry, known)]),
    );
    const whole = fc.record(parts, { requiredKeys: Object.keys(parts) });
    const some = fc.record(parts, { requiredKeys: [] });
    const more = fc
      .tuple(whole, fc.dictionary(STRINGS, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }))
      .map(([body, rest]) => ({ ...body, ...rest }));
    return fc.oneof({ weight: 6, arbitrary: whole }, some, more);
  }
  if (wrapped)
    return fc.oneof({ weight: 3, arbitrary: rightOf(wrapped, known) }, fc.constant(null));
  if (item) return fc.array(arbitraryOf(item, known), { maxLength: 4 });
  if (node.type === "literal") return fc.constant(node.literal);
  if (node.type === "picklist") return fc.constantFrom(...(options ?? []));
  if (node.type === "boolean") return fc.boolean();
  if (node.type === "number")
    return fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.constantFrom(...NUMBERS), fc.double());
  if (node.type === "string") return fc.oneof(fc.constantFrom(...known), STRINGS);
  return WRONG;
}
