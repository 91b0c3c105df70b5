import * as fc from "fast-check";
import { describe, it } from "vitest";
import { builtModule } from "./built-module.ts";
import { CoreInputError, createCore, type QrLevel } from "./core.ts";
import { underMask } from "./test-masks.ts";
import { referencePenalty } from "./test-penalty.ts";
import { decodings, rowsOf, rowsOfSvg } from "./test-symbols.ts";
import { SAMPLE, rootOf } from "./test-tokens.ts";
import capacity from "./vectors/qr-capacity.json" with { type: "json" };

const core = createCore(builtModule());
core.loadRoots([rootOf(3)]);

const LEVELS: readonly QrLevel[] = ["L", "M", "Q", "H"];
const VERSIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SYMBOLS = LEVELS.flatMap((level) => VERSIONS.map((version) => [level, version] as const));
const RUNS = process.env["EDGETILL_FULL"] ? 5000 : 150;

const SIGNS = [
  "0123456789",
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:",
  "abcdefghijklmnopqrstuvwxyz?&=_#~",
] as const;

/** A text of one mode: every character of its alphabet in turn. */
function textOf(mode: number, length: number): string {
  const signs = SIGNS[mode] ?? "";
  return Array.from({ length }, (_, i) => signs[(i * 7 + length) % signs.length]).join("");
}

const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SIGNS[0]), minLength: 1, maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...SIGNS[0], ...SIGNS[1]), minLength: 1, maxLength: 190 }),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 130 }),
  fc.string({
    unit: fc.constantFrom("é", "収", "款", "a", "1", "😀"),
    minLength: 1,
    maxLength: 30,
  }),
);

describe("a symbol", () => {
  it.for(SYMBOLS)(
    "at level %s and version %d is as large as the standard says, full to the last character",
    ([level, version], { expect }) => {
      const modes = (capacity[level][version - 1] ?? []).entries();
      for (const [mode, most] of modes) {
        expect(core.qrMatrix(textOf(mode, most), level).version).toBe(version);
        const isLast = version === 11;
        if (isLast)
          expect(() => core.qrMatrix(textOf(mode, most + 1), level)).toThrow(CoreInputError);
        else expect(core.qrMatrix(textOf(mode, most + 1), level).version).toBe(version + 1);
      }
    },
  );

  it.for(SYMBOLS)(
    "at level %s and version %d is read by two other decoders, full and nearly empty, in every mode",
    ([level, version], { expect }) => {
      const modes = (capacity[level][version - 1] ?? []).entries();
      for (const [mode, most] of modes) {
        for (const text of [textOf(mode, most), textOf(mode, 1 + mode)]) {
          const matrix = core.qrMatrix(text, level, { leastVersion: version });
          expect(matrix.version).toBe(version);
          expect(decodings(matrix)).toEqual([text, text]);
        }
      }
    },
  );

  it("of any text is read by two other decoders", { timeout: 600_000 }, ({ expect }) => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...LEVELS), (text, level) => {
        expect(decodings(core.qrMatrix(text, level))).toEqual([text, text]);
      }),
      { numRuns: RUNS, examples: [[";%!';xOj0;6@", "L"]] },
    );
  });

  it(
    "has under each mask the points that the standard gives, and takes the first mask with the fewest",
    {
      timeout: 600_000,
    },
    ({ expect }) => {
      let wide = 0;
      fc.assert(
        fc.property(texts, fc.constantFrom(...LEVELS), (text, level) => {
          const points = core.qrPenalties(text, level);
          const matrix = core.qrMatrix(text, level);
          expect(matrix.mask).toBe(points.indexOf(Math.min(...points)));
          for (const [mask, given] of points.entries()) {
            const { total, finders } = referencePenalty(underMask(matrix, level, mask));
            expect(given, `mask ${mask}`).toBe(total);
            wide += finders.filter((unit) => unit > 1).length;
          }
        }),
        { numRuns: RUNS, examples: [["https://a.b/13", "M"]] },
      );
      // The example holds a pattern with a unit of two modules, so that counting those is put to the test.
      expect(wide).toBeGreaterThan(0);
    },
  );

  it("is the same whatever was made before it", ({ expect }) => {
    const fresh = createCore(builtModule());
    for (const [level, version] of SYMBOLS.toReversed()) {
      const text = textOf(version % 3, 5);
      const options = { leastVersion: version };
      expect(core.qrMatrix(text, level, options).rows).toEqual(
        fresh.qrMatrix(text, level, options).rows,
      );
      expect(core.qrPenalties(text, level, options)).toEqual(
        createCore(builtModule()).qrPenalties(text, level, options),
      );
      fresh.qrMatrix("another", "H", { leastVersion: 12 - version });
    }
  });

  it("is light outside itself and at what is no module", ({ expect }) => {
    const matrix = core.qrMatrix("A", "L");
    expect(matrix.get(0, 0)).toBe(true);
    for (const odd of [-1, 21, 0.5, NaN, Infinity]) {
      expect([matrix.get(odd, 0), matrix.get(0, odd)]).toEqual([false, false]);
    }
  });
});

const token = core.issue(SAMPLE);

function versionOf(host: string): number {
  return core.qrMatrix(`HTTPS://${host}/T/${token}`, "M").version;
}

describe("a token's symbol", () => {
  it("is of version 4 at level M for hosts of up to 15 characters, and of version 5 for a usual workers.dev host", ({
    expect,
  }) => {
    expect([1, 8, 15].map((length) => versionOf("H".repeat(length)))).toEqual([4, 4, 4]);
    expect(versionOf("H".repeat(16))).toBe(5);
    expect(versionOf("EDGETILL.SOME-ACCOUNT.WORKERS.DEV")).toBe(5);
  });

  it("shows prefix and token in one call, at level M unless told otherwise", ({ expect }) => {
    const prefix = "HTTPS://EDGETILL.SHOP/T/";
    expect(core.tokenSvg(prefix, token)).toBe(core.qrSvg(prefix + token, "M"));
    expect(core.tokenSvg(prefix, token, { level: "H", quiet: 2 })).toBe(
      core.qrSvg(prefix + token, "H", { quiet: 2 }),
    );
  });
});

describe("an SVG", () => {
  it(
    "draws exactly the dark modules, each once, inside its quiet zone",
    { timeout: 600_000 },
    ({ expect }) => {
      fc.assert(
        fc.property(
          texts,
          fc.constantFrom(...LEVELS),
          fc.integer({ min: 0, max: 16 }),
          (text, level, quiet) => {
            const matrix = core.qrMatrix(text, level);
            const svg = core.qrSvg(text, level, { quiet });
            expect(rowsOfSvg(svg, matrix.size, quiet)).toEqual(rowsOf(matrix));
            expect(svg).toContain(
              ` viewBox="0 0 ${matrix.size + 2 * quiet} ${matrix.size + 2 * quiet}" `,
            );
          },
        ),
        { numRuns: RUNS },
      );
    },
  );

  it("is one path with no size, id or style, of a few kilobytes", ({ expect }) => {
    const svg = core.tokenSvg("HTTPS://EDGETILL.SHOP/T/", core.issue(SAMPLE));
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 41 41" shape-rendering="crispEdges"><path stroke="#000" d="M4 4.5h7[Mhm\d .]+"\/><\/svg>$/,
    );
    expect(svg.length).toBeLessThan(3000);
  });

  it("takes a colour and a ground", ({ expect }) => {
    const svg = core.qrSvg("A", "L", { color: "currentColor", background: "#fff", quiet: 0 });
    expect(svg).toContain(
      `<rect width="21" height="21" fill="#fff"/><path stroke="currentColor" d="M0 0.5h7`,
    );
  });
});

describe("what is no symbol", () => {
  it("is refused by type: text, level, version, quiet zone or colour", ({ expect }) => {
    const refused: (() => unknown)[] = [
      () => core.qrMatrix("", "M"),
      () => core.qrMatrix("x".repeat(5000), "L"),
      () => core.qrMatrix("収".repeat(200), "L"),
      () => core.qrMatrix("\ud800", "L"),
      () => core.qrMatrix("A", "X" as QrLevel),
      () => core.qrMatrix("A", "toString" as QrLevel),
      ...[0, 12, 1.5, NaN, -1].map(
        (leastVersion) => () => core.qrMatrix("A", "L", { leastVersion }),
      ),
      ...[-1, 17, 0.5, NaN, Infinity].map((quiet) => () => core.qrSvg("A", "L", { quiet })),
      ...['"/><script>', "", "#12", "url(x)"].map((color) => () => core.qrSvg("A", "L", { color })),
      () => core.qrSvg("A", "L", { background: '#fff"' }),
    ];
    for (const call of refused) expect(call).toThrow(CoreInputError);
  });
});
