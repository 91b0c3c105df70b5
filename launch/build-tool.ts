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

export interface ToolRun {
  readonly code: number;
  readonly output: string;
  /** What it said on both channels, as it came. */
  readonly said: string;
}

/** Runs a script with our own Node, and `environment` beside this process's own. Ends it when this process ends. */
export async function runScript(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ToolRun> {
  const tool = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...QUIET, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = (): void => void tool.kill();
  process.once("exit", end);
  let said = "";
  let output = "";
  tool.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    said += chunk.toString();
  });
  tool.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(tool, "close")) as [number | null];
  process.removeListener("exit", end);
  return { code: code ?? 1, output, said: stripVTControlCharacters(said) };
}

/** Runs a script that builds; where it fails, shows all it said and throws a LaunchFault naming `what`. */
export async function runTool(what: string, args: readonly string[]): Promise<string> {
  const { code, said } = await runScript(args);
  if (code === 0) return said;
  process.stderr.write(said);
  throw new LaunchFault(`${what} could not be built (exit code ${code}): see above.`);
}
