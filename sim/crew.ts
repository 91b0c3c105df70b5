import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Finding, Task } from "./laboratory.ts";

const HANDS = 2;

/** Has the tasks done by a few threads, one task each at a time, and tells of each as it is done. */
export async function workThrough(
  tasks: readonly Task[],
  tell: (finding: Finding) => void,
): Promise<void> {
  const waiting = tasks.values();
  await Promise.all(
    Array.from({ length: Math.min(HANDS, tasks.length) }, async () => {
      const worker = new Worker(join(import.meta.dirname, "laboratory.ts"));
      const { promise: isDone, resolve: done, reject: failed } = Promise.withResolvers<void>();
      const next = (): void => {
        const { value: task } = waiting.next();
        if (task) worker.postMessage(task); // oxlint-disable-line unicorn/require-post-message-target-origin -- a thread, not a window
        else done();
      };
      worker.on("message", (finding: Finding) => {
        tell(finding);
        next();
      });
      worker.on("error", failed);
      next();
      await isDone.finally(() => worker.terminate());
    }),
  );
}
