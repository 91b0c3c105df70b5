// `npm run deploy`: from a fresh clone with a Cloudflare login to a running till; again, it is an upgrade.
import { parseArgs } from "node:util";
import { LaunchFault, runCommand } from "../launch-fault.ts";
import { stateFolderFrom } from "../settings.ts";
import { deploy } from "./deploy-worker.ts";

await runCommand(async () => {
  const isDryRun = isDryRunOf(process.argv.slice(2));
  await deploy({ isDryRun, stateFolder: stateFolderFrom(process.env) }, (line) =>
    console.log(line),
  );
});

function isDryRunOf(args: string[]): boolean {
  try {
    const { values } = parseArgs({ args, options: { "dry-run": { type: "boolean" } } });
    return values["dry-run"] ?? false;
  } catch {
    throw new LaunchFault("Usage: npm run deploy [-- --dry-run]");
  }
}
