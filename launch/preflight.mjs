// Says what this machine lacks, one line each, before anything can fail less clearly.
// Runs on every Node that knows modules: no syntax, no built-in name and no package that an old one lacks.
import { spawnSync } from "child_process";
import { existsSync, realpathSync } from "fs";
import { createRequire } from "module";
import { join } from "path";
import { fileURLToPath } from "url";

const OLDEST = [22, 18];
const NEEDED_PACKAGES = ["miniflare", "wrangler", "vite", "assemblyscript", "esbuild", "valibot"];

/** The sentences to say; none when all is well. */
export function lacks(facts) {
  const sentences = [];
  if (facts.platform === "win32") {
    sentences.push("Edgetill's launcher needs Linux or macOS: on Windows, run it inside WSL.");
  }
  if (isTooOld(facts.version)) {
    const help =
      facts.platform === "linux"
        ? "run npm install, which brings Node 24 along on x64 and arm64 (without --omit=optional), or install Node 24."
        : "install Node 24 from https://nodejs.org.";
    sentences.push(
      "Node " + facts.version + " is too old, " + OLDEST.join(".") + " or newer is needed: " + help,
    );
  }
  const absent = NEEDED_PACKAGES.filter((name) => !facts.hasPackage(name));
  if (absent.length > 0) {
    sentences.push("Packages are not installed (" + absent.join(", ") + "): run npm install.");
    return sentences;
  }
  const fault = facts.workerdFault();
  if (fault !== null) {
    sentences.push(
      "The Workers runtime does not run here (" +
        fault +
        "): it needs x64 or arm64, and on Linux glibc 2.27 or newer; run npm install again on such a machine.",
    );
  }
  return sentences;
}

function isTooOld(version) {
  const parts = version.split(".").map(Number);
  // Type stripping came to 22.18 and 23.6 by default.
  if (parts[0] === 23) return parts[1] < 6;
  return parts[0] < OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] < OLDEST[1]);
}

function workerdFault() {
  try {
    const emulator = createRequire(import.meta.url).resolve("miniflare");
    const run = spawnSync(createRequire(emulator)("workerd").default, ["--version"], {
      encoding: "utf8",
    });
    if (run.error) return run.error.message;
    return run.status === 0 ? null : run.stderr.trim().split("\n")[0] || "exit code " + run.status;
  } catch (error) {
    return error.message.split("\n")[0];
  }
}

const here = fileURLToPath(import.meta.url);
if (process.argv[1] && realpathSync(process.argv[1]) === here) {
  const sentences = lacks({
    version: process.versions.node,
    platform: process.platform,
    hasPackage: (name) => existsSync(join(here, "../../node_modules", name, "package.json")),
    workerdFault,
  });
  for (const sentence of sentences) console.error(sentence);
  if (sentences.length > 0) process.exitCode = 1;
}
