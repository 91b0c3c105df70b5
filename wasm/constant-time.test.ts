import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { describe, it } from "vitest";
import { compileAssembly } from "./compile.ts";

// What the compiler made of the comparison of macs, read from the compiled module. It proves nothing about the machine
// code that an engine makes of it: `npm run timing` measures that. Loads through a pointer that was handed on are not
// followed.

type Node = string | readonly Node[];

/** The text format as nested lists. */
function parse(text: string): Node {
  const stack: Node[][] = [[]];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|;;[^\n]*|[()]|[^\s()"]+/g)) {
    if (token.startsWith(";;")) continue;
    if (token === "(") stack.push([]);
    else if (token === ")") {
      const done = stack.pop();
      if (done) stack.at(-1)?.push(done);
    } else stack.at(-1)?.push(token);
  }
  return stack[0]?.[0] ?? [];
}

const isList = (node: Node | undefined): node is readonly Node[] => typeof node === "object";
const headOf = (node: Node | undefined): string =>
  isList(node) && typeof node[0] === "string" ? node[0] : "";

function* walk(node: Node): Generator<readonly Node[]> {
  if (!isList(node)) return;
  yield node;
  for (const child of node) yield* walk(child);
}

/** Where a load reads, as far as it is written in the code: its constant base with its offset; null without one. */
function placeOf(load: readonly Node[]): number | null {
  const address = load.at(-1) ?? "";
  const bases = [...walk(address)].filter(
    (node) => headOf(node) === "i32.const" && Number(node[1]) > 1_024,
  );
  const offset = load.find((part) => typeof part === "string" && part.startsWith("offset="));
  const shift = typeof offset === "string" ? Number(offset.slice(7)) : 0;
  return bases.length === 1 ? Number(bases[0]?.[1]) + shift : null;
}

/** The bytes that are compared: 16 at each of so many places, so far apart. */
interface Region {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
}

const holds = ({ start, stride, count }: Region, place: number): boolean =>
  place >= start && place < start + stride * count && (place - start) % stride < 16;

const STRIDES: Readonly<Record<string, (by: number) => number>> = {
  "i32.shl": (by) => 2 ** by,
  "i32.mul": (by) => by,
};

function regionOf(load: readonly Node[]): Region | null {
  const start = placeOf(load);
  if (start === null) return null;
  const step = [...walk(load.at(-1) ?? "")].find((node) => headOf(node) in STRIDES);
  const by = isList(step?.at(-1)) ? Number(step.at(-1)?.[1]) : 0;
  const stride = step ? (STRIDES[headOf(step)]?.(by) ?? 16) : 16;
  return { start, stride, count: step ? 4 : 1 };
}

/** Comparisons of two whole vectors at known places, and everything that takes one of them apart. */
function inspect(wasm: Uint8Array): { compared: readonly Region[]; leaks: readonly string[] } {
  const module = binaryen.readBinary(wasm);
  const all = [...walk(parse(module.emitText()))];
  module.dispose();
  const comparisons = all
    .filter((node) => headOf(node) === "v128.any_true" && headOf(node[1]) === "v128.xor")
    .map((node) => (isList(node[1]) ? node[1].slice(1) : []))
    .filter((sides) => sides.every((side) => headOf(side) === "v128.load"))
    .map((sides) => sides.flatMap((side) => (isList(side) ? (regionOf(side) ?? []) : [])))
    .filter((regions) => regions.length === 2);
  const compared = comparisons.flat();
  const leaks = all
    .filter((node) => /^i(?:32|64)\.load/.test(headOf(node)))
    .flatMap((load) => {
      const place = placeOf(load);
      return place !== null && compared.some((region) => holds(region, place))
        ? `${headOf(load)} at ${place}`
        : [];
    });
  return { compared, leaks };
}

describe("the comparison of macs, as compiled", () => {
  it("is one of whole vectors, for one token and for four, and nothing reads a part of them", ({
    expect,
  }) => {
    const built = readFileSync(new URL("build/core.wasm", import.meta.url));
    const { compared, leaks } = inspect(built);
    expect(compared.map(({ count }) => count)).toEqual([1, 1, 4, 4]);
    expect(leaks).toEqual([]);
  });

  it("would be found out if it ended at the first word that differs", async ({ expect }) => {
    const whole = "return v128.any_true(v128.xor(v128.load(words, 24), v128.load(mac)));";
    const early = [0, 4, 8, 12]
      .map((at) => `if (load<u32>(words, ${24 + at}) != load<u32>(mac, ${at})) return true;`)
      .join("\n");
    let found = 0;
    const leaky = await compileAssembly("wasm/assembly/index.ts", (text) => {
      found += text.includes(whole) ? 1 : 0;
      return text.replace(whole, `${early}\nreturn false;`);
    });
    expect(found).toBeGreaterThan(0);
    expect(inspect(leaky).compared).toEqual([]);
  });

  it("would be found out if a part were looked at first", async ({ expect }) => {
    const whole = "return v128.any_true(v128.xor(v128.load(words, 24), v128.load(mac)));";
    const leaky = await compileAssembly("wasm/assembly/index.ts", (text) =>
      text.replace(whole, `if (load<u8>(words, 24) != load<u8>(mac)) return true;\n${whole}`),
    );
    expect(inspect(leaky).leaks).not.toEqual([]);
  });
});
