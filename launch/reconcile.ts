// `npm run reconcile`: proves that the books of merchants and wallets pair, on the till that runs here or on
// EDGETILL_URL with OPERATOR_KEY. Exits with 1 when something is broken; what is under way ends by itself.
import { join } from "node:path";
import * as v from "valibot";
import { type Finding, ReconciliationStep } from "../worker/contract/reconciliation.ts";
import { DemoFile } from "./demo-merchant.ts";
import { LaunchFault, runCommand } from "./launch-fault.ts";
import { secretsOf, shownOperatorKey } from "./secrets.ts";
import { stateFolderFrom } from "./settings.ts";
import { readState } from "./state-folder.ts";

await runCommand(async () => {
  const { url, key } = installationFrom(process.env);
  const sum = { objects: 0, checked: 0, open: 0, broken: 0 };
  let cursor: string | null = "";
  while (cursor !== null) {
    const step: ReconciliationStep = await stepFrom(url, key, cursor);
    for (const finding of step.findings) {
      sum[finding.state] += 1;
      console.log(lineOf(finding));
    }
    sum.objects += step.objects;
    sum.checked += step.checked;
    cursor = step.cursor;
    if (cursor !== null) console.log(`… ${sum.objects} books, ${sum.checked} movements looked up`);
  }
  console.log(JSON.stringify(sum));
  if (sum.broken > 0) process.exitCode = 1;
});

function installationFrom(environment: NodeJS.ProcessEnv): { url: string; key: string } {
  const { EDGETILL_URL: url, OPERATOR_KEY: key } = environment;
  if (url !== undefined && key !== undefined) return { url, key };
  const folder = stateFolderFrom(environment);
  const demo = readState(join(folder, "demo.json"), DemoFile, "start the till anew");
  if (demo === null)
    throw new LaunchFault(
      "No till is running here: begin with npm start, or set EDGETILL_URL and OPERATOR_KEY.",
    );
  return { url: demo.url, key: shownOperatorKey(secretsOf(folder), Date.now() / 1000) };
}

async function stepFrom(url: string, key: string, cursor: string): Promise<ReconciliationStep> {
  const address = new URL("/api/v1/operator/reconciliation", url);
  if (cursor !== "") address.searchParams.set("cursor", cursor);
  const response = await fetch(address, { headers: { authorization: `Bearer ${key}` } }).catch(
    () => {
      throw new LaunchFault(`No till answers at ${url}.`);
    },
  );
  if (!response.ok)
    throw new LaunchFault(
      `The till answered ${response.status}: ${(await response.text()).slice(0, 200)}`,
    );
  return v.parse(ReconciliationStep, await response.json());
}

const lineOf = ({
  state,
  why,
  bookedBy,
  merchant,
  wallet,
  pair,
  amount,
  ageSeconds,
  nextAttemptAt,
}: Finding): string =>
  [
    state.toUpperCase(),
    `${why}: ${pair}, ${amount.minor} ${amount.currency} (minor units)`,
    `booked by the ${bookedBy} ${ageSeconds} s ago`,
    `merchant ${merchant}, wallet ${wallet}`,
    nextAttemptAt === null ? "nobody tries again" : `next try ${nextAttemptAt}`,
  ].join(" · ");
