import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { loadProduct } from "./product.ts";
import { runSeed } from "./run-seed.ts";

/** The rules: whatever decides about orders, money and wallets, and nothing of how it is written or read. */
const CORE = [
  "decide",
  "decide-claim",
  "decide-counter",
  "decide-hold",
  "decide-payment",
  "evolve",
  "hold",
  "instant",
  "ledger",
  "match",
  "order",
  "result",
  "settlement",
  "split",
  "step",
  "wallet-ledger",
] as const;

/** A throw, or the function that makes what is thrown. */
const FAULT = /^(throw (impossible\(|new Error\()|\([^)]*\): Error =>)/;

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** Plays seeds and tells which lines and branches of the rules they reached. True when it is enough. */
export async function measureCoverage(seeds: number): Promise<boolean> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const product = loadProduct();
  for (let seed = 1; seed <= seeds; seed++) await runSeed(() => product, null, seed);
  const { result } = await session.post("Profiler.takePreciseCoverage");
  session.disconnect();
  const sum = { lines: 0, linesReached: 0, branches: 0, branchesReached: 0 };
  for (const name of CORE) {
    const path = join(import.meta.dirname, `../worker/domain/${name}.ts`);
    const script = result.find(({ url }) => url.includes(`/worker/domain/${name}.ts?`));
    const functions = script?.functions ?? [];
    const source = readFileSync(path, "utf8");
    // What can only happen to a journal that is at fault is thrown, and has no place in a sound one.
    const isFault = ({ startOffset, endOffset }: Range): boolean =>
      FAULT.test(source.slice(startOffset, endOffset).replace(/^[^a-z(]*/, ""));
    const ranges = functions.flatMap((one) => one.ranges).filter((range) => !isFault(range));
    const missed = ranges.filter(({ count }) => count === 0);
    const lines = linesOf(source);
    const unreached = lines.filter(({ start, end }) =>
      missed.some(({ startOffset, endOffset }) => startOffset <= start && end <= endOffset),
    );
    sum.lines += lines.length;
    sum.linesReached += lines.length - unreached.length;
    sum.branches += ranges.length;
    sum.branchesReached += ranges.length - missed.length;
    for (const range of missed)
      console.log(`worker/domain/${name}.ts:${lineAt(source, range)}  not reached`);
  }
  const share = (part: number, whole: number): number => Math.floor((part / whole) * 10_000) / 100;
  const [lines, branches] = [
    share(sum.linesReached, sum.lines),
    share(sum.branchesReached, sum.branches),
  ];
  console.log(JSON.stringify({ seeds, ...sum, lines, branches }));
  return lines === 100 && branches >= 98;
}

/** Lines with something on them that can be run, by where their text begins and ends. */
function linesOf(source: string): { start: number; end: number }[] {
  let offset = 0;
  return source.split("\n").flatMap((line) => {
    const [start, end] = [
      offset + line.length - line.trimStart().length,
      offset + line.trimEnd().length,
    ];
    offset += line.length + 1;
    return /^\s*(\/\/|\/?\*|[})\]];?,?\s*$|$)/.test(line) ? [] : [{ start, end }];
  });
}

const lineAt = (source: string, { startOffset, endOffset }: Range): string => {
  const at = (offset: number): number => source.slice(0, offset).split("\n").length;
  const [first, last] = [at(startOffset), at(endOffset)];
  return first === last ? String(first) : `${first}-${last}`;
};
