import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./project.ts";

// `npm run types`: one strict compilation per host, each with the globals that this host really has.
const HOSTS = [
  "tsconfig.json",
  "worker/domain/tsconfig.json",
  "worker/tsconfig.json",
  "worker/payer/browser/tsconfig.json",
  "terminal-web/tsconfig.json",
  "e2e/tsconfig.json",
  "sim/tsconfig.json",
];

const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
const failed = HOSTS.filter((project) => {
  const { status } = spawnSync(
    process.execPath,
    [compiler, "--noEmit", "-p", join(ROOT, project)],
    { stdio: "inherit" },
  );
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`Types are wrong in ${failed.join(", ")}.`);
  process.exit(1);
}
