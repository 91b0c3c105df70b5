// `npm run bench:core`: the core against its peers, as lines of JSON, and as the table in wasm/README.md.
// `-- --quick` takes a few rounds only and leaves the table alone.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { compileAssembly } from "../../wasm/compile.ts";
import { cold } from "./cold.ts";
import { growth } from "./growth.ts";
import { type Host, nodeHost, workerdHost } from "./host.ts";
import { shaNi } from "./native.ts";
import { print, type Result } from "./result.ts";
import { contest, type Effort } from "./rounds.ts";
import { writeTable } from "./table.ts";
import { verdicts } from "./target.ts";

const isQuick = process.argv.includes("--quick");
const effort: Effort = isQuick ? { rounds: 3, sliceMs: 10 } : { rounds: 15, sliceMs: 15 };
const processes = isQuick ? 3 : 15;

execFileSync(process.execPath, [fileURLToPath(new URL("../../wasm/build.ts", import.meta.url))], {
  stdio: "inherit",
});
const core = Uint8Array.from(readFileSync(new URL("../../wasm/build/core.wasm", import.meta.url)));
const macs = await compileAssembly("wasm/assembly/bench-macs.ts");
const native = shaNi();
const results: Result[] = [];

try {
  for (const open of [workerdHost, nodeHost]) {
    const host = await open(core, macs);
    try {
      await runHost(host);
    } finally {
      host.stop();
    }
  }
} finally {
  native?.remove();
}
report(await cold(core, processes));
const grown = await growth(core, processes);
report(grown.results);

if (!isQuick) writeTable(results, grown.rss, workerdVersion());
for (const { what, wanted, got, isReached } of verdicts(results)) {
  console.error(`${isReached ? "reached" : "MISSED "}  ${what}: ${got} (wanted ${wanted})`);
}

async function runHost(host: Host): Promise<void> {
  for (const [op, mode, peers] of host.lines) {
    report(await contest(host, op, mode, peers, effort, op === "mac" ? native : null));
  }
}

function report(made: readonly Result[]): void {
  results.push(...made);
  for (const result of made) print(result);
}

function workerdVersion(): string {
  const binary = createRequire(import.meta.url).resolve("workerd/bin/workerd");
  return execFileSync(binary, ["--version"], { encoding: "utf8" }).trim();
}
