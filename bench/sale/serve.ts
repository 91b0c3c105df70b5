import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { applyMigrations } from "../../launch/migrations.ts";
import { BUNDLE_FOLDER, MIGRATIONS_FOLDER, PAGE_FOLDER, ROOT } from "../../launch/project.ts";
import { startRuntime } from "../../launch/runtime.ts";
import { secretsOf } from "../../launch/secrets.ts";
import { readStaticFiles } from "../../launch/static-files.ts";
import { type WorkerBundle, readBundle } from "../../launch/worker-bundle.ts";

export interface Served {
  readonly url: string;
  readonly operatorKey: string;
  stop(): Promise<void>;
}

// Asked for once: the runtime moves the process's own temporary folder into its state.
const TEMPORARY = tmpdir();

/** Serves a Worker on fresh state the way `npm start` does: workerd, its own socket, state on disk. */
export async function serve(
  worker: "product" | "counted-worker.ts" | "d1-peer.ts",
): Promise<Served> {
  const stateFolder = mkdtempSync(join(TEMPORARY, "edgetill-bench-"));
  const product = readBundle(BUNDLE_FOLDER, join(ROOT, "wrangler.toml"));
  const bundle = worker === "product" ? product : await bundled(worker, product);
  const secrets = secretsOf(stateFolder);
  const files = readStaticFiles(PAGE_FOLDER);
  const { miniflare, url } = await startRuntime({
    stateFolder,
    port: 0,
    bundle,
    secrets,
    signUp: "closed",
    logsRequests: false,
    publicOrigin: null,
    staticFiles: (request, response) => files.answer(request, response),
    log: (line) => console.error(line),
  });
  await applyMigrations(await miniflare.getD1Database("DIRECTORY"), MIGRATIONS_FOLDER);
  return {
    url: url.origin,
    operatorKey: secrets.operatorKey,
    async stop() {
      await miniflare.dispose();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/** A Worker of this folder as one module, beside the modules that are not JavaScript. */
async function bundled(entry: string, product: WorkerBundle): Promise<WorkerBundle> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    write: false,
    outdir: "out",
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*"],
    loader: { ".sql": "text", ".txt": "text", ".wasm": "copy" },
    assetNames: "[name]",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    logLevel: "error",
  });
  const modules = outputFiles.map(({ path, text, contents }) => {
    const isScript = path.endsWith(".js");
    const type = isScript ? ("esm" as const) : ("wasm" as const);
    return [
      basename(path),
      { type, contents: isScript ? text : new Uint8Array(contents) },
    ] as const;
  });
  return {
    ...product,
    mainModule: entry.replace(".ts", ".js"),
    modules: Object.fromEntries(modules),
  };
}
