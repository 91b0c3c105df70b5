import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../launch/project.ts";

/** What such a program measures in the terminal page, ms: one of its own, since it drives a browser. */
export async function pageLatencies(
  program: "chime-latency.ts" | "usable-latency.ts",
): Promise<number[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, "e2e", program)]);
  return JSON.parse(stdout) as number[];
}
