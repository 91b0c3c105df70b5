// `npm run dev`: serves like `npm start`, then rebuilds and reloads what is edited.
import { watch } from "node:fs";
import { join } from "node:path";
import { build } from "./build-project.ts";
import { pageStep, workerStep } from "./build-steps.ts";
import { isMade } from "./build-stamp.ts";
import { lineOf, runCommand } from "./launch-fault.ts";
import { ROOT } from "./project.ts";
import { serve } from "./serve.ts";
import type { Till } from "./till.ts";

const WATCHED = ["worker", "wasm", "migrations", "terminal-web"];
/** An editor writes a file in several steps, and several files at once. */
const SETTLE_MS = 120;

await runCommand(async () => {
  const till = await serve();
  const refresh = oneAtATime(() => bringUpToDate(till));
  let settling: NodeJS.Timeout | undefined;
  for (const folder of WATCHED) {
    watch(join(ROOT, folder), { recursive: true }, (_event, path) => {
      if (path === null || isMade(path)) return;
      clearTimeout(settling);
      settling = setTimeout(refresh, SETTLE_MS);
    });
  }
  console.log(`Watching ${WATCHED.join(", ")}`);
});

async function bringUpToDate(till: Till): Promise<void> {
  try {
    const made = await build({ quiet: true });
    if (made.has(pageStep)) till.reloadPage();
    if (made.has(workerStep)) await till.reloadWorker();
    else await till.migrate();
  } catch (error) {
    // The next edit may mend it; what was built before goes on serving.
    console.error(lineOf(error));
  }
}

/** Runs `work` when called; called meanwhile, once more afterwards. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work();
    }
    running = false;
  };
}
