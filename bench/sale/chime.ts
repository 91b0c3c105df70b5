import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../launch/project.ts";

/** From the commit of a result to the start of its chime in the terminal page, ms: a program of its own, since it drives a browser. */
export async function chimeLatencies(): Promise<number[]> {
  const script = join(ROOT, "e2e/chime-latency.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return JSON.parse(stdout) as number[];
}
