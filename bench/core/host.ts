import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Mode, Op } from "./contest.ts";
import { median } from "./statistics.ts";
import { requestMs } from "./request-cost.ts";
import { bundle, startWorkerd, type Workerd } from "./workerd.ts";

/** Who takes part in what, the core first. */
export type Line = readonly [op: Op, mode: Mode, peers: readonly string[]];

/** A runtime in which contestants run, each peer in an isolate of its own: what one has run must not shape another's code. */
export interface Host {
  name: "workerd" | "node";
  lines: readonly Line[];
  /** Milliseconds that `n` runs of a contestant take. */
  time(op: Op, mode: Mode, peer: string, n: number): Promise<number>;
  stop(): void;
}

/** What a thread is asked for, and what it answers with. */
export type ThreadTask = readonly [op: Op, mode: Mode, peer: string, n: number];
export type ThreadAnswer = { lines: readonly Line[] } | { ms: number };

/** This Node, a thread per peer, timed inside. */
export async function nodeHost(core: Uint8Array, macs: Uint8Array): Promise<Host> {
  const open = (): Worker =>
    new Worker(new URL("node-thread.ts", import.meta.url), { workerData: { core, macs } });
  const first = open();
  const answer = await answerOf(first);
  const threads = new Map<string, Worker>([["core", first]]);
  return {
    name: "node",
    lines: "lines" in answer ? answer.lines : [],
    async time(op, mode, peer, n) {
      const name = nameOf(peer);
      let thread = threads.get(name);
      if (!thread) {
        thread = open();
        threads.set(name, thread);
        await answerOf(thread);
      }
      const task: ThreadTask = [op, mode, peer, n];
      thread.postMessage(task); // oxlint-disable-line unicorn/require-post-message-target-origin -- threads have none
      const timed = await answerOf(thread);
      return "ms" in timed ? timed.ms : Number.NaN;
    },
    stop() {
      for (const thread of threads.values()) void thread.terminate();
    },
  };
}

async function answerOf(thread: Worker): Promise<ThreadAnswer> {
  const [answer] = (await once(thread, "message")) as [ThreadAnswer];
  return answer;
}

/**
 * workerd, a process per peer, timed from outside, since its own clock need not advance while it computes. What a request
 * of no runs takes is subtracted.
 */
export async function workerdHost(core: Uint8Array, macs: Uint8Array): Promise<Host> {
  const files = await bundle("hot-worker.ts", { "core.wasm": core, "macs.wasm": macs });
  const first = await startWorkerd(files);
  const processes = new Map<string, Workerd>([["core", first]]);
  const empty: number[] = [];
  return {
    name: "workerd",
    lines: (await (await fetch(first.url)).json()) as Line[],
    async time(op, mode, peer, n) {
      const name = nameOf(peer);
      const workerd = processes.get(name) ?? (await startWorkerd(files));
      processes.set(name, workerd);
      const query = `op=${op}&mode=${mode}&peer=${peer}`;
      empty.push(await requestMs(workerd, `${query}&n=0`));
      // Never nothing: what is shorter than a request's own variation is not to be measured this way.
      return Math.max(
        0.01,
        (await requestMs(workerd, `${query}&n=${n}`)) - median(empty.slice(-50)),
      );
    },
    stop() {
      for (const workerd of processes.values()) workerd.stop();
    },
  };
}

/** The peer, whichever of its ways is meant. */
function nameOf(peer: string): string {
  return peer.split("/")[0] ?? peer;
}
