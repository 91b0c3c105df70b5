import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { runScript } from "../build-tool.ts";
import { LaunchFault } from "../launch-fault.ts";
import { ROOT } from "../project.ts";
import { EDGE_CONFIG } from "./edge-config.ts";

const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");

/** Runs wrangler for the account of whoever is logged in; where it fails, shows what it said. */
export async function wrangler(
  what: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, output, said } = await runScript(
    [WRANGLER, ...args, `--config=${EDGE_CONFIG}`],
    environment,
  );
  if (code === 0) return output;
  process.stderr.write(said);
  throw new LaunchFault(`${what} did not work (exit code ${code}): see above.`);
}

/** An answer of wrangler's that a schema describes. */
export async function wranglerJson<Schema extends v.GenericSchema>(
  what: string,
  args: readonly string[],
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const output = await wrangler(what, [...args, "--json"]);
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), output);
  if (answer.success) return answer.output;
  throw new LaunchFault(`${what} gave an answer that this version cannot read.`);
}

/** Who is logged in, or a LaunchFault that says how to. */
export async function requireLogin(): Promise<void> {
  const { code, said } = await runScript([WRANGLER, "whoami"]);
  if (code === 0 && !/not authenticated/i.test(said)) return;
  throw new LaunchFault(
    "Nobody is logged in at Cloudflare: npx wrangler login, or set CLOUDFLARE_API_TOKEN (and CLOUDFLARE_ACCOUNT_ID), then again.",
  );
}

const Deployed = v.looseObject({ type: v.literal("deploy"), targets: v.array(v.string()) });

/** Uploads the Worker with its files and secrets, and tells the addresses it then has. */
export async function uploadWorker(secretsFile: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "edgetill-deploy-"));
  const report = join(folder, "report.ndjson");
  try {
    await wrangler("The deployment", ["deploy", `--secrets-file=${secretsFile}`], {
      WRANGLER_OUTPUT_FILE_PATH: report,
    });
    const lines = readFileSync(report, "utf8").trim().split("\n");
    const deployed = lines
      .map((line) => v.safeParse(v.pipe(v.string(), v.parseJson(), Deployed), line))
      .find(({ success }) => success);
    return deployed?.success ? deployed.output.targets : [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
