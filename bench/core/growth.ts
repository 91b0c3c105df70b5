// What a token costs as the first, among a thousand and among a million, in workerd, and what becomes of memory.
import { readFileSync } from "node:fs";
import type { Mode } from "./contest.ts";
import type { Result } from "./result.ts";
import { requestMs } from "./request-cost.ts";
import { median, quantile } from "./statistics.ts";
import { bundle, startWorkerd, type Workerd } from "./workerd.ts";

const NUMBERS = [1, 1000, 1_000_000] as const;
const TASKS = [
  ["issue", "single"],
  ["verify", "single"],
  ["issue", "batch"],
  ["verify", "batch"],
] as const;

/** Nanoseconds per token, by number of tokens. */
type Costs = Map<number, number>;

/** Lines that compare each number with a thousand; `rss` says what the process held before and after, in bytes. */
export async function growth(
  core: Uint8Array,
  processes: number,
): Promise<{ results: Result[]; rss: readonly [number, number] }> {
  const files = await bundle("grow-worker.ts", { "core.wasm": core });
  const costs = TASKS.map(() => [] as Costs[]);
  const before: number[] = [];
  const after: number[] = [];
  for (let i = 0; i < processes; i++) {
    const workerd = await startWorkerd(files);
    try {
      const idleMs = await idle(workerd);
      before.push(rssOf(workerd.pid));
      for (const [task, [op, mode]] of TASKS.entries())
        costs[task]?.push(await grow(workerd, op, mode, idleMs));
      after.push(rssOf(workerd.pid));
    } finally {
      workerd.stop();
    }
  }
  const results = TASKS.flatMap(([op, mode], task) =>
    lines(`growth.${op}`, mode, costs[task] ?? []),
  );
  return { results, rss: [median(before), median(after)] };
}

async function idle(workerd: Workerd): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) times.push(await requestMs(workerd, "n=0"));
  return median(times);
}

async function grow(workerd: Workerd, op: string, mode: Mode, idleMs: number): Promise<Costs> {
  const costs: Costs = new Map();
  for (const n of NUMBERS) {
    const ms = await requestMs(workerd, `op=${op}&mode=${mode}&n=${n}`);
    costs.set(n, (Math.max(0, ms - idleMs) * 1e6) / n);
  }
  return costs;
}

function lines(
  op: "growth.issue" | "growth.verify",
  mode: Mode,
  costs: readonly Costs[],
): Result[] {
  const at = (n: number): number[] => costs.map((cost) => cost.get(n) ?? Number.NaN);
  const thousand = at(1000);
  return NUMBERS.map((n) => {
    const quotients = at(n).map((ns, i) => (thousand[i] ?? Number.NaN) / ns);
    const spread = [quantile(quotients, 0.25), quantile(quotients, 0.75)] as const;
    const [ns, peer_ns] = [median(at(n)), median(thousand)];
    return {
      op,
      mode,
      host: "workerd",
      peer: "itself at 1000",
      ratio: peer_ns / ns,
      ns,
      peer_ns,
      spread,
      n,
    };
  });
}

/** Bytes of memory that a process holds; NaN where the system does not say. */
function rssOf(pid: number): number {
  try {
    return (
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024
    );
  } catch {
    return Number.NaN;
  }
}
