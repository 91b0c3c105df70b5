// The results as Markdown, between the markers in wasm/README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { type Result, round } from "./result.ts";
import { verdicts } from "./target.ts";

const BEGIN = "<!-- bench:core begins: written by npm run bench:core -->";
const END = "<!-- bench:core ends -->";
const TOKEN_PEERS = ["webcrypto", "node-crypto", "noble", "jose", "handwritten", "sha-ni"];
const SYMBOL_PEERS = ["qr", "lean-qr", "qrcode", "uqr", "qrcode-generator"];

/** Replaces what stands between the markers of the README. */
export function writeTable(
  results: readonly Result[],
  rss: readonly [number, number],
  workerd: string,
): void {
  const file = new URL("../../wasm/README.md", import.meta.url);
  const readme = readFileSync(file, "utf8");
  const [head, rest] = readme.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined)
    throw new Error("wasm/README.md has lost its markers");
  writeFileSync(file, `${head}${BEGIN}\n\n${table(results, rss, workerd)}\n\n${END}${tail}`);
}

function table(
  results: readonly Result[],
  rss: readonly [number, number],
  workerd: string,
): string {
  const where = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores; ${workerd}; Node ${process.versions.node}`;
  const [before, after] = rss.map((bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`);
  return [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${where}. Times of the core in ns; the rest is how many times longer the peer takes.`,
    grid(results, ["issue", "verify", "mac"], TOKEN_PEERS),
    grid(results, ["qr.matrix", "qr.svg"], SYMBOL_PEERS),
    coldAndGrowth(results),
    `The process held ${before} before those four million tokens and ${after} after them.`,
    targets(results),
  ].join("\n\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function lines(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => "---")), ...body.map(row)].join("\n");
}

function grid(
  results: readonly Result[],
  ops: readonly string[],
  peers: readonly string[],
): string {
  const body: string[][] = [];
  for (const host of ["workerd", "node"]) {
    for (const op of ops) {
      for (const mode of ["single", "batch"]) {
        const own = results.filter(
          (one) => one.host === host && one.op === op && one.mode === mode,
        );
        if (own.length === 0) continue;
        const ns = String(round(own[0]?.ns ?? Number.NaN));
        body.push([
          host,
          op,
          mode,
          ns,
          ...peers.map((peer) => cell(own.find((one) => one.peer === peer))),
        ]);
      }
    }
  }
  return lines(["host", "op", "mode", "core ns", ...peers], body);
}

function cell(result: Result | undefined): string {
  if (!result) return "";
  const [low, high] = result.spread.map(round);
  return `**${round(result.ratio)}** (${low}–${high})`;
}

function coldAndGrowth(results: readonly Result[]): string {
  const body = results
    .filter(({ op }) => op.startsWith("cold") || op.startsWith("growth"))
    .map(({ op, mode, n, ns, peer, peer_ns }) => [
      op,
      mode,
      n?.toLocaleString("en") ?? "1",
      us(ns),
      `${peer}: ${us(peer_ns)}`,
    ]);
  return lines(["op", "mode", "n", "core µs each", "peer µs each"], body);
}

function us(ns: number): string {
  return String(round(ns / 1000));
}

function targets(results: readonly Result[]): string {
  const body = verdicts(results).map(({ what, wanted, got, isReached }) => [
    what,
    wanted,
    got,
    isReached ? "yes" : "**no**",
  ]);
  return lines(["target (workerd)", "wanted", "measured", "reached"], body);
}
