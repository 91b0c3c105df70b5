// `npm run demo`: plays one sale against the till that runs on the state folder.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DemoFile } from "./demo-merchant.ts";
import { playSale } from "./demo-sale.ts";
import { LaunchFault, runCommand } from "./launch-fault.ts";
import { stateFolderFrom } from "./settings.ts";
import { readState } from "./state-folder.ts";

await runCommand(async () => {
  const amount = amountFrom(process.argv.slice(2));
  const demo = readState(
    join(stateFolderFrom(process.env), "demo.json"),
    DemoFile,
    "start the till anew",
  );
  if (demo === null || !(await isServing(demo.url))) {
    throw new LaunchFault("No till is running here: begin with npm start, in another window.");
  }
  console.log(`One sale of ${amount} on ${demo.url} (sandbox money)`);
  await playSale(demo, amount, ({ name, ms, note }) => {
    console.log(`${ms.toFixed(1).padStart(9)} ms  ${name.padEnd(26)} ${note}`);
  });
});

function amountFrom(args: string[]): string {
  const usage = "Usage: npm run demo [-- AMOUNT], as in npm run demo -- 66.02";
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { amount: { type: "string" } },
    });
    if (positionals.length > 1) throw new LaunchFault(usage);
    return values.amount ?? positionals[0] ?? "23.50";
  } catch {
    throw new LaunchFault(usage);
  }
}

async function isServing(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}
