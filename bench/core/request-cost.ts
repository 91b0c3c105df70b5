import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Workerd } from "./workerd.ts";

/** Until a thread that has answered sleeps again: only then does Linux have its time up to date. */
const SETTLE_MS = 2;

/**
 * Milliseconds that a request costs, read from outside: of the processor, for the thread that runs the Worker, so that
 * nothing else the machine does is in it; by the clock, where the system does not say.
 */
export async function requestMs({ url, pid }: Workerd, query: string): Promise<number> {
  const spentBefore = processorMs(pid);
  const start = performance.now();
  const response = await fetch(`${url}/?${query}`);
  const body = await response.text();
  const passed = performance.now() - start;
  if (!response.ok) throw new Error(body);
  if (spentBefore === null) return passed;
  await sleep(SETTLE_MS);
  return (processorMs(pid) ?? Number.NaN) - spentBefore;
}

/** Milliseconds for which the first thread of a process has had a processor (proc(5), schedstat). */
function processorMs(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return null;
  }
}
