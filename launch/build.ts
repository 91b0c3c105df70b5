// `npm run build`
import { build } from "./build-project.ts";
import { endOnSignals } from "./ending.ts";
import { runCommand } from "./launch-fault.ts";

await runCommand(async () => {
  endOnSignals();
  await build();
});
