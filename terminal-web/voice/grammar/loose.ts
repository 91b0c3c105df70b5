import { amountOnly } from "./bill-lines.ts";
import { chosen, doubtsAmong, firm } from "./doubts.ts";
import type { LooseEntry } from "./entries.ts";
import type { Candidate } from "./heard.ts";

/** What amounts without names may come to. One keeps all its readings; several are a sum, a pair, or a choice. */
export function looseCandidates(entries: readonly LooseEntry[]): Candidate[] {
  const [first, ...others] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return [];
  if (others.length === 0) return single(first);

  if (others.every(({ joiner }) => joiner === "or")) {
    return entries.map((entry) => amountOnly(best(entry), "either"));
  }
  const sums = sumsOf(entries);
  if (others.every(({ joiner }) => joiner === "plus")) return sums;

  const pair = pairOf(entries);
  const isAnd = others.every(({ joiner }) => joiner === "and" || joiner === "plus");
  if (pair !== undefined) return isAnd ? [...sums.slice(0, 1), pair] : [pair, ...sums.slice(0, 1)];
  // Without a word between them the last may also be a correction.
  return isAnd ? sums : [...sums.slice(0, 1), amountOnly(best(last), "last")];
}

function single({ number, times, spreads }: LooseEntry): Candidate[] {
  if (times === 1) return number.bare.map(({ minor, reason }) => amountOnly(minor, reason));
  return spreads.flatMap((spread) =>
    number.price.map(({ minor, reason }) =>
      amountOnly(spread === "each" ? minor * times : minor, spreads.length > 1 ? spread : reason),
    ),
  );
}

/** The sum, once for each way to read the numbers: all with cents, all whole. */
function sumsOf(entries: readonly LooseEntry[]): Candidate[] {
  const read = entries.map(({ number, times }) => ({ readings: firm(number.bare), times }));
  return doubtsAmong(read.map(({ readings }) => readings)).map((doubt) => {
    const parts = read.map(({ readings, times }) => times * (chosen(readings, doubt)?.minor ?? 0));
    return amountOnly(
      parts.reduce((sum, part) => sum + part, 0),
      doubt ?? "sum",
    );
  });
}

/** "Twenty-three, fifty": a whole amount and its cents, torn apart. */
function pairOf([first, second, ...more]: readonly LooseEntry[]): Candidate | undefined {
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const isWhole = !first.number.isMoney && first.number.count !== undefined;
  if (!isWhole || second.number.isMoney || second.number.cents === undefined) return undefined;
  return amountOnly(best(first) + second.number.cents, "cents");
}

function best({ number, times }: LooseEntry): number {
  return times * (number.bare[0]?.minor ?? 0);
}
