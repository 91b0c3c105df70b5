// How long a fresh isolate takes for its first token or symbol, over what it takes for nothing.
import type { Result } from "./result.ts";
import { median, quantile } from "./statistics.ts";
import { bundle, startWorkerd, type WorkerFiles } from "./workerd.ts";

type What = "token" | "symbol";

/**
 * Milliseconds of the first request that asks for `what`, in a process of its own. One for nothing goes before it, so that
 * what a first request costs anyway is not in it.
 */
async function firstMs(files: WorkerFiles, what: What | "nothing"): Promise<number> {
  const workerd = await startWorkerd(files);
  try {
    await (await fetch(`${workerd.url}/?what=nothing`)).text();
    const start = performance.now();
    const response = await fetch(`${workerd.url}/?what=${what}`);
    await response.text();
    if (!response.ok) throw new Error(`the first ${what} failed`);
    return performance.now() - start;
  } finally {
    workerd.stop();
  }
}

/** Compares first tokens with WebCrypto's and first symbols with `qr`'s, in `processes` fresh processes of each. */
export async function cold(core: Uint8Array, processes: number): Promise<Result[]> {
  const ours = await bundle("cold-core.ts", { "core.wasm": core });
  const webcrypto = await bundle("cold-webcrypto.ts", {});
  const qr = await bundle("cold-qr.ts", {});
  return [
    await compare("token", "webcrypto", ours, webcrypto, processes),
    await compare("symbol", "qr", ours, qr, processes),
  ];
}

async function compare(
  what: What,
  peer: string,
  ours: WorkerFiles,
  theirs: WorkerFiles,
  processes: number,
): Promise<Result> {
  const times = { nothing: [] as number[], ours: [] as number[], theirs: [] as number[] };
  for (let i = 0; i < processes; i++) {
    times.nothing.push(await firstMs(ours, "nothing"), await firstMs(theirs, "nothing"));
    times.ours.push(await firstMs(ours, what));
    times.theirs.push(await firstMs(theirs, what));
  }
  const idle = median(times.nothing);
  const own = times.ours.map((ms) => (ms - idle) * 1e6);
  const other = times.theirs.map((ms) => (ms - idle) * 1e6);
  const quotients = other.map((ns, i) => ns / (own[i] ?? Number.NaN));
  return {
    op: `cold.${what}`,
    mode: "single",
    host: "workerd",
    peer,
    ratio: median(other) / median(own),
    ns: median(own),
    peer_ns: median(other),
    spread: [quantile(quotients, 0.25), quantile(quotients, 0.75)],
  };
}
