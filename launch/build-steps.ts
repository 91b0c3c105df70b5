import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runTool } from "./build-tool.ts";
import { LaunchFault } from "./launch-fault.ts";
import { BUILD_FOLDER, BUNDLE_FOLDER, PAGE_FOLDER, ROOT } from "./project.ts";

export interface BuildStep {
  readonly name: string;
  /** Files and folders relative to the root; a change of any makes the step due. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  run(): Promise<void>;
}

const PAYER_SOURCES = join(ROOT, "worker/payer/browser");
const PAYER_SCRIPTS = join(ROOT, "worker/payer/build");
const MAX_PAYER_SCRIPT_BYTES = 2048;
/** The decoder is no part of a page: a phone loads it only when it needs it. The wallet speaks with authenticators, in bytes. */
const MAX_OTHER_SCRIPT_BYTES: Readonly<Record<string, number>> = {
  "decode.js": 40_000,
  "wallet.js": 3_072,
};

// A new version of a tool may make another output of the same sources.
const TOOLS = "package-lock.json";

const inNodeModules = (path: string): string => join(ROOT, "node_modules", path);

export const wasmStep: BuildStep = {
  name: "wasm",
  inputs: ["wasm/assembly", "wasm/build.ts", TOOLS],
  outputs: [join(ROOT, "wasm/build/core.wasm")],
  async run() {
    await runTool("The wasm core", [join(ROOT, "wasm/build.ts")]);
  },
};

export const pageStep: BuildStep = {
  name: "terminal page",
  inputs: [
    "terminal-web",
    "worker/domain",
    "worker/contract",
    "wasm",
    "wasm/build/core.wasm",
    TOOLS,
  ],
  outputs: [PAGE_FOLDER],
  async run() {
    // In this order: the first empties the folder.
    for (const config of ["vite.config.ts", "display.vite.config.ts", "owner.vite.config.ts"]) {
      await runTool("The terminal's pages", [
        inNodeModules("vite/bin/vite.js"),
        "build",
        join(ROOT, "terminal-web"),
        `--config=${join(ROOT, "terminal-web", config)}`,
        "--logLevel=warn",
      ]);
    }
  },
};

export const payerStep: BuildStep = {
  name: "payer script",
  inputs: ["worker/payer/browser", "worker/domain", "worker/contract", TOOLS],
  outputs: [],
  async run() {
    const sources = payerSources();
    if (sources.length === 0) return;
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
      entryPoints: sources,
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2020",
      outdir: PAYER_SCRIPTS,
      write: false,
    });
    mkdirSync(PAYER_SCRIPTS, { recursive: true });
    for (const { path, contents } of outputFiles) {
      const most = MAX_OTHER_SCRIPT_BYTES[basename(path)] ?? MAX_PAYER_SCRIPT_BYTES;
      if (contents.length >= most) {
        throw new LaunchFault(
          `The payer script ${basename(path)} has ${contents.length} bytes; it must stay under ${most}.`,
        );
      }
      writeFileSync(join(PAYER_SCRIPTS, basename(path).replace(/\.js$/, ".txt")), contents);
    }
  },
};

export const workerStep: BuildStep = {
  name: "worker",
  inputs: ["worker", "worker/payer/build", "wasm", "wasm/build/core.wasm", "wrangler.toml", TOOLS],
  outputs: [join(BUNDLE_FOLDER, "index.js")],
  async run() {
    // The static files are not part of the bundle, and may be half-written while this runs.
    const noFiles = join(BUILD_FOLDER, "no-files");
    mkdirSync(noFiles, { recursive: true });
    const fresh = `${BUNDLE_FOLDER}.new`;
    rmSync(fresh, { recursive: true, force: true });
    await runTool("The Worker", [
      inNodeModules("wrangler/bin/wrangler.js"),
      "deploy",
      "--dry-run",
      `--outdir=${fresh}`,
      `--assets=${noFiles}`,
    ]);
    rmSync(BUNDLE_FOLDER, { recursive: true, force: true });
    renameSync(fresh, BUNDLE_FOLDER);
  },
};

function payerSources(): string[] {
  if (!existsSync(PAYER_SOURCES)) return [];
  return readdirSync(PAYER_SOURCES)
    .filter((name) => name.endsWith(".ts") && !/\.(?:test|d)\.ts$/.test(name))
    .map((name) => join(PAYER_SOURCES, name));
}
