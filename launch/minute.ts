import type { Miniflare } from "miniflare";

const MINUTE_MS = 60_000;

/** Does each minute what wrangler.toml's cron trigger does on the edge. Ends with the process. */
export function beginMinutes(miniflare: Miniflare, log: (line: string) => void): void {
  const sweep = async (): Promise<void> => {
    try {
      const worker = await miniflare.getWorker();
      await worker.scheduled({ cron: "* * * * *", scheduledTime: new Date() });
    } catch (error) {
      log(`The minute's sweep did not run: ${error instanceof Error ? error.message : "unknown"}`);
    }
  };
  void sweep();
  setInterval(() => void sweep(), MINUTE_MS).unref();
}
