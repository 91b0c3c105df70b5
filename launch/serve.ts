import { enableCompileCache } from "node:module";
import { banner, journalBanner } from "./banner.ts";
import { build } from "./build-project.ts";
import { endOnSignals, endWithParent } from "./ending.ts";
import { writesToJournal } from "./journal.ts";
import { takeLock } from "./lock.ts";
import { COMPILE_CACHE } from "./project.ts";
import { settingsFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";
import { openTill, type Till } from "./till.ts";

/** All of `npm start`: locks the state folder, builds what changed, serves, and says where. */
export async function serve(): Promise<Till> {
  endOnSignals();
  endWithParent();
  const wished = settingsFrom(process.argv.slice(2), process.env);
  const settings = { ...wished, stateFolder: openStateFolder(wished.stateFolder) };
  const lock = takeLock(settings.stateFolder);

  enableCompileCache(COMPILE_CACHE);
  // Half of the start is loading this; it may as well happen while the build runs.
  const emulator = import("miniflare");
  await build();
  const builtAt = performance.now();
  await emulator;
  const till = await openTill(settings, (line) => console.log(line));
  lock.servesAt(till.origin);

  const say = writesToJournal(process.env) ? journalBanner : banner;
  console.log(
    say({
      ...till,
      readyMs: performance.now() - builtAt,
      stateFolder: settings.stateFolder,
      colours: process.stdout.isTTY && !process.env["NO_COLOR"],
    }),
  );
  return till;
}
