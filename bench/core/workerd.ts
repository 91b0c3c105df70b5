// A plain workerd process with one worker in it: no emulator between the clock and the code.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build, type Plugin } from "esbuild";

/** A worker to run: its entry file, and the modules that it imports as *.wasm, by file name. */
export interface WorkerFiles {
  script: string;
  modules: Record<string, Uint8Array>;
}

export interface Workerd {
  url: string;
  pid: number;
  stop(): void;
}

const wasmByName: Plugin = {
  name: "wasm-by-name",
  setup(builder) {
    builder.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({
      path: path.slice(path.lastIndexOf("/") + 1),
      external: true,
    }));
  },
};

/** Bundles a worker's entry file, given relative to this folder. */
export async function bundle(
  entry: string,
  modules: Record<string, Uint8Array>,
): Promise<WorkerFiles> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    minify: true,
    mainFields: ["browser", "module", "main"],
    external: ["node:*"],
    plugins: [wasmByName],
    logLevel: "silent",
  });
  return { script: outputFiles[0]?.text ?? "", modules };
}

/** Starts workerd on a free port and waits until it listens. */
export async function startWorkerd({ script, modules }: WorkerFiles): Promise<Workerd> {
  const folder = mkdtempSync(join(tmpdir(), "edgetill-bench-"));
  writeFileSync(join(folder, "worker.js"), script);
  for (const [name, bytes] of Object.entries(modules)) writeFileSync(join(folder, name), bytes);
  const wasm = Object.keys(modules).map((name) => `(name = "${name}", wasm = embed "${name}")`);
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${[`(name = "worker.js", esModule = embed "worker.js")`, ...wasm].join(", ")}],
    compatibilityDate = "2026-10-15"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);
`,
  );
  const binary = createRequire(import.meta.url).resolve("workerd/bin/workerd");
  const child = spawn(binary, ["serve", "--control-fd=3", join(folder, "config.capnp")], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const stop = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: `http://127.0.0.1:${await portOf(child)}`, pid: child.pid ?? 0, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Reads the port from the control channel, on which workerd says what it listens to. */
async function portOf(child: ChildProcess): Promise<number> {
  const control = child.stdio[3] as Readable;
  for await (const line of createInterface({ input: control })) {
    const said: { event?: string; port?: number } = JSON.parse(line);
    if (said.event === "listen" && said.port) return said.port;
  }
  throw new Error("workerd ended before it listened");
}
