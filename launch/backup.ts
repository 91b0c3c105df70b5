// `npm run backup -- FOLDER`: a copy of the whole state folder, also while the till sells. The copy is itself a state
// folder: EDGETILL_STATE=FOLDER npm start serves from it.
import { resolve } from "node:path";
import { LaunchFault, runCommand } from "./launch-fault.ts";
import { stateFolderFrom } from "./settings.ts";
import { snapshotOf } from "./snapshot.ts";
import { openStateFolder } from "./state-folder.ts";

await runCommand(async () => {
  const [wished, ...more] = process.argv.slice(2);
  if (wished === undefined || more.length > 0)
    throw new LaunchFault("Say where to: npm run backup -- /some/new/folder");
  const target = resolve(wished);
  const source = openStateFolder(stateFolderFrom(process.env));
  const { databases, bytes, pausedMs } = await snapshotOf(source, target);
  const paused = pausedMs === null ? "no till was running" : `the till stood still ${pausedMs} ms`;
  console.log(
    `${target} has ${databases} databases, ${Math.ceil(bytes / 1024)} KB, each checked; ${paused}. It holds the keys: keep it as safe as the till.`,
  );
});
