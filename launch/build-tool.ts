import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { LaunchFault } from "./launch-fault.ts";
import { COMPILE_CACHE, ROOT } from "./project.ts";

// Tools of ours that look for news, count usage or colour their logs are told not to: a build needs no network.
const QUIET = {
  CI: "1",
  NO_COLOR: "1",
  NODE_COMPILE_CACHE: COMPILE_CACHE,
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_WRITE_LOGS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
} as const;

/** Runs a script with our own Node; where it fails, shows all it said and throws a LaunchFault naming `what`. */
export async function runTool(what: string, args: readonly string[]): Promise<string> {
  const tool = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...QUIET },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = (): void => void tool.kill();
  process.once("exit", end);
  let said = "";
  const note = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  tool.stdout.on("data", note);
  tool.stderr.on("data", note);
  const [code] = await once(tool, "close");
  process.removeListener("exit", end);
  if (code === 0) return said;
  process.stderr.write(stripVTControlCharacters(said));
  throw new LaunchFault(`${what} could not be built (exit code ${code}): see above.`);
}
