import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";

const [lookSheet = "", tonesSheet = ""] = ["look.css", "tones.css"].map((name) =>
  readFileSync(join(import.meta.dirname, "terminal-web/view", name), "utf8").replaceAll(
    /\/\*.*?\*\//gs,
    "",
  ),
);

/** How dark and light may be told apart at least: in the sun as WCAG 2.2's enhanced level has it (1.4.6), else as its minimum (1.4.3). */
const LEAST = { light: 4.5, dark: 4.5, sunlight: 7 } as const;
type Look = keyof typeof LEAST;
const LOOKS = Object.keys(LEAST) as Look[];

/** What is only seen, and not read (1.4.11). */
const LEAST_OF_A_SIGN = 3;

const READ = [
  ["ink", "paper"],
  ["ink", "card"],
  ["soft", "paper"],
  ["soft", "card"],
  ["accent", "paper"],
  ["accent", "card"],
  ["accent-ink", "accent"],
  ["good-ink", "paper"],
  ["good-ink", "card"],
  ["bad-ink", "paper"],
  ["bad-ink", "card"],
  ["warning-ink", "warning"],
] as const;

const TONES = [...tonesSheet.matchAll(/^\.tone-(\w+) \{/gm)].map(([, tone]) => tone ?? "");

/** The custom properties that the sheets give to what one of these selectors names, in this order. */
function tokensOf(...selectors: readonly string[]): ReadonlyMap<string, string> {
  const tokens = new Map<string, string>();
  const rules = [...`${lookSheet}${tonesSheet}`.matchAll(/^([^\s{}@][^{}]*?) \{([^{}]*)\}$/gm)];
  for (const selector of selectors) {
    for (const [, names, body = ""] of rules) {
      if (names !== selector) continue;
      for (const [, name = "", value = ""] of body.matchAll(/--([\w-]+): ([^;]+);/g))
        tokens.set(name, value);
    }
  }
  return tokens;
}

function colourOf(name: string, tokens: ReadonlyMap<string, string>): string {
  const value = tokens.get(name) ?? "";
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (other) return colourOf(other, tokens);
  if (!/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${name} is "${value}"`);
  return value;
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(tokens: ReadonlyMap<string, string>, one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other]
    .map((name) => luminance(colourOf(name, tokens)))
    .toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const tokensIn = (look: Look, tone = ""): ReadonlyMap<string, string> => {
  const own = `:root[data-look="${look}"]`;
  return tokensOf(":root", own, `.tone-${tone}`, `${own} .tone-${tone}`);
};

it("measures as the standard does", ({ expect }) => {
  const tokens = new Map([
    ["a", "#000000"],
    ["b", "#ffffff"],
    ["c", "#777777"],
  ]);
  expect(contrast(tokens, "a", "b")).toBe(21);
  // The grey that is just not enough on white.
  expect(contrast(tokens, "c", "b")).toBeCloseTo(4.48, 2);
});

describe.for(LOOKS)("in the %s look", (look) => {
  it.for(READ)("%s is read on %s", ([ink, ground], { expect }) => {
    expect(contrast(tokensIn(look), ink, ground)).toBeGreaterThanOrEqual(LEAST[look]);
  });

  it("what a sale has come to is read, whatever it is", ({ expect }) => {
    expect(TONES.length).toBeGreaterThanOrEqual(8);
    for (const tone of TONES)
      expect(
        contrast(tokensIn(look, tone), "on-ground", "ground"),
        `${look} ${tone}`,
      ).toBeGreaterThanOrEqual(LEAST[look]);
  });

  it("the dots of the line are seen on their ground", ({ expect }) => {
    for (const dot of ["good-ink", "bad-ink", "soft"])
      expect(contrast(tokensIn(look), dot, "paper"), dot).toBeGreaterThanOrEqual(LEAST_OF_A_SIGN);
  });
});
