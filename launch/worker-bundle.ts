import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { LaunchFault } from "./launch-fault.ts";

export interface BundledModule {
  readonly type: "esm" | "text" | "wasm" | "data";
  readonly contents: string | Uint8Array<ArrayBuffer>;
}

/** The Worker as it deploys: its modules, and what wrangler.toml says of the runtime they expect. */
export interface WorkerBundle {
  readonly mainModule: string;
  readonly modules: Readonly<Record<string, BundledModule>>;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
}

// What wrangler's default module rules call these endings.
const TYPES: Readonly<Record<string, BundledModule["type"]>> = {
  ".js": "esm",
  ".wasm": "wasm",
  ".sql": "text",
  ".txt": "text",
  ".html": "text",
  ".bin": "data",
};

export function readBundle(folder: string, wranglerToml: string): WorkerBundle {
  const modules = Object.fromEntries(
    readdirSync(folder).flatMap((name): [string, BundledModule][] => {
      const type = TYPES[extname(name)];
      if (type === undefined) return [];
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      const isText = type === "esm" || type === "text";
      return [[name, { type, contents: isText ? new TextDecoder().decode(bytes) : bytes }]];
    }),
  );
  return {
    mainModule: "index.js",
    modules,
    ...compatibilityOf(readFileSync(wranglerToml, "utf8")),
  };
}

/** The two lines of our own wrangler.toml that the local runtime must agree with. */
function compatibilityOf(
  toml: string,
): Pick<WorkerBundle, "compatibilityDate" | "compatibilityFlags"> {
  const date = /^compatibility_date = "([\d-]{10})"$/m.exec(toml)?.[1];
  const flags = /^compatibility_flags = \[([^\]]*)\]$/m.exec(toml)?.[1];
  if (date === undefined || flags === undefined) {
    throw new LaunchFault(
      "wrangler.toml lacks compatibility_date or compatibility_flags, each on one line.",
    );
  }
  return {
    compatibilityDate: date,
    compatibilityFlags: Array.from(flags.matchAll(/"([^"]*)"/g), ([, flag]) => flag ?? ""),
  };
}
