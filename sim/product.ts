import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Merchant } from "../worker/merchant/merchant.ts";

/** A change to the product's own text. It must apply exactly once, so that none goes stale unnoticed. */
export interface Patch {
  /** Relative to the project's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** The product's objects, loaded from their own sources. */
export interface Product {
  /** A merchant's object as the runtime would make it, except that what it is given of the world is ours. */
  merchantWith(ctx: unknown, around: object): Merchant;
}

const FOLDER = join(import.meta.dirname, "..");
const ROOT = `${pathToFileURL(FOLDER).href}/`;

/** One more rail in the registry, as any rail is added: the simulated bank. */
const BANK: Patch = {
  file: "worker/rails/registry.ts",
  find: "  sandbox: createSandbox,\n",
  replace: "  sandbox: createSandbox,\n  bank: globalThis.simulatedBank,\n",
};

const editions: (readonly Patch[])[] = [];

/** Loads the product, with some of its text changed if so asked. Each call is a copy of its own, with its own memory. */
export async function loadProduct(patches: readonly Patch[] = []): Promise<Product> {
  const edition = editions.push([BANK, ...patches]) - 1;
  // A patch whose file the product does not load would change nothing.
  for (const { file, find } of patches) patched(readFileSync(join(FOLDER, file), "utf8"), find, "");
  const merchant = await import(`${ROOT}worker/merchant/merchant.ts?edition=${edition}`);
  const core = await import(`${ROOT}wasm/worker.ts`);
  return { merchantWith: makerOf(merchant.Merchant, core.core) };
}

const makerOf = (
  Original: new (ctx: unknown, env: unknown) => object,
  core: unknown,
): Product["merchantWith"] => {
  class Simulated extends Original {
    declare readonly env: object;

    around(): object {
      return this.env;
    }
  }
  return (ctx, around) => new Simulated(ctx, { ...around, core }) as unknown as Merchant;
};

function patched(text: string, find: string, replace: string): string {
  const parts = text.split(find);
  const [before = "", after = ""] = parts;
  if (parts.length !== 2)
    throw new Error(`a patch applies ${parts.length - 1} times, not once: ${find}`);
  return before + replace + after;
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "cloudflare:workers")
      return { url: `${ROOT}sim/runtime-module.ts`, shortCircuit: true };
    const resolved = next(specifier, context);
    const edition = new URL(context.parentURL ?? ROOT).search;
    const isOurs = resolved.url.startsWith(`${ROOT}worker/`) && !resolved.url.includes("?");
    return isOurs && edition !== "" ? { ...resolved, url: resolved.url + edition } : resolved;
  },
  load(url, context, next) {
    const { pathname, searchParams } = new URL(url);
    const read = (): string => readFileSync(pathname, "utf8");
    if (pathname.endsWith(".sql"))
      return {
        format: "module",
        source: `export default ${JSON.stringify(read())}`,
        shortCircuit: true,
      };
    if (pathname.endsWith(".wasm"))
      return { format: "module", source: wasmModule(pathname), shortCircuit: true };
    const edition = searchParams.get("edition");
    if (edition === null) return next(url, context);
    const file = url.slice(ROOT.length).split("?")[0];
    const source = (editions[Number(edition)] ?? [])
      .filter((patch) => patch.file === file)
      .reduce((text, { find, replace }) => patched(text, find, replace), read());
    return { format: "module-typescript", source, shortCircuit: true };
  },
});

const wasmModule = (path: string): string =>
  `import { readFileSync } from "node:fs";
   export default new WebAssembly.Module(readFileSync(${JSON.stringify(path)}));`;
