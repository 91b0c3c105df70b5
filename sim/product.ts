import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DAY_END } from "./settlement-laws.ts";
import type { Merchant } from "../worker/merchant/merchant.ts";
import type { Wallet } from "../worker/wallet/wallet.ts";

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
  /** A payer's wallet, likewise. */
  walletWith(ctx: unknown, around: object): Wallet;
  /** The cell of a place. */
  cellAt(latitude: number, longitude: number): number;
  /** How a till divides a bill. */
  readonly sharesOf: typeof import("../worker/domain/split.ts").sharesOf;
  /** How the Worker reads a message of Stripe's. */
  readonly readNotice: typeof import("../worker/rails/stripe/read-notice.ts").readNotice;
  /** What the Worker does about a payment from a wallet: it keeps nothing. */
  readonly pay: typeof import("../worker/wallet/pay.ts");
  /** And about money that a wallet's owner adds. */
  readonly topUp: typeof import("../worker/wallet/top-up.ts");
}

const FOLDER = join(import.meta.dirname, "..");
const ROOT = `${pathToFileURL(FOLDER).href}/`;

/** One more rail in the registry, as any rail is added: the simulated bank. */
const BANK: Patch = {
  file: "worker/rails/registry.ts",
  find: "  sandbox,\n",
  replace:
    "  sandbox,\n  bank: { needs: [], isOnAtFirst: true, make: globalThis.simulatedBank },\n",
};

/** A wallet's owner is not given a quarter of an hour here: everything has to come to rest. */
const TOP_UP: Patch = {
  file: "worker/merchant/top-up-desk.ts",
  find: "const TOP_UP_MS = 15 * 60_000;",
  replace: "const TOP_UP_MS = 90_000;",
};

/** Stripe's official library over the simulated network, without clocks and threads of its own. */
const STRIPE: readonly Patch[] = [
  {
    file: "worker/rails/stripe/client.ts",
    find: "Library.createFetchHttpClient(",
    replace: "globalThis.simulatedHttp(Library, ",
  },
  {
    file: "worker/rails/stripe/client.ts",
    find: "maxNetworkRetries: 1,",
    replace: "maxNetworkRetries: 0,",
  },
  {
    file: "worker/rails/stripe/read-notice.ts",
    find: "        createSubtleCryptoProvider(),",
    replace: "        globalThis.simulatedCrypto(await stripeLibrary()),",
  },
];

/** The shop's day ends in the middle of the storm, instead of at four in the morning. */
const DAY: Patch = {
  file: "worker/domain/business-day.ts",
  find: "const CUT_MS = 4 * 3_600_000;",
  replace: `const CUT_MS = ${DAY_END % 86_400_000};`,
};

/** The product's own patience, longer and shorter: no rule may hang on one time being less than another. */
const TIMERS: readonly (readonly Patch[])[] = [
  [],
  timers({ lease: 40_000, inquire: 20_000, grace: 90_000 }),
  timers({ lease: 100_000, inquire: 60_000, grace: 15_000 }),
];

function timers(ms: { lease: number; inquire: number; grace: number }): readonly Patch[] {
  const set = (file: string, name: string, from: string, to: number): Patch => ({
    file,
    find: `const ${name} = ${from};`,
    replace: `const ${name} = ${to};`,
  });
  return [
    set("worker/domain/decide-claim.ts", "CLAIM_LEASE_MS", "60_000", ms.lease),
    set("worker/wallet/purse.ts", "INQUIRE_AFTER_MS", "120_000", ms.inquire),
    set("worker/rails/wallet.ts", "WALLET_GRACE_MS", "60_000", ms.grace),
  ];
}

const editions: (readonly Patch[])[] = [];

/** The product that a seed is played with. Seeds take turns with the sets of timers. */
export type ProductOf = (seed: number) => Promise<Product>;

/** The product, with some of its text changed if so asked: one for each set of timers, loaded when a seed first wants it. */
export function productsOf(patches: readonly Patch[] = []): ProductOf {
  const loaded: Promise<Product>[] = [];
  return (seed) => {
    const index = seed % TIMERS.length;
    return (loaded[index] ??= loadProduct([...patches, ...(TIMERS[index] ?? [])]));
  };
}

/** A copy that says, and knows, another version of what wallets and merchants say to each other. */
export const loadForeignVersion = (): Promise<Product> =>
  loadProduct([
    {
      file: "worker/contract/clearing.ts",
      find: "export const CLEARING_VERSION = 1;",
      replace: "export const CLEARING_VERSION = 0;",
    },
  ]);

/** One copy of the product, with its own memory. */
export async function loadProduct(patches: readonly Patch[] = []): Promise<Product> {
  const edition = editions.push([BANK, DAY, TOP_UP, ...STRIPE, ...patches]) - 1;
  // A patch whose file the product does not load would change nothing.
  for (const { file, find } of patches) patched(readFileSync(join(FOLDER, file), "utf8"), find, "");
  const load = (file: string) => import(`${ROOT}worker/${file}?edition=${edition}`);
  const [
    { Merchant: TheMerchant },
    { Wallet: TheWallet },
    { sharesOf },
    pay,
    { readNotice },
    { stripeLibrary },
    topUp,
  ] = await Promise.all([
    load("merchant/merchant.ts"),
    load("wallet/wallet.ts"),
    load("domain/split.ts"),
    load("wallet/pay.ts"),
    load("rails/stripe/read-notice.ts"),
    load("rails/stripe/client.ts"),
    load("wallet/top-up.ts"),
  ]);
  // Read now, so that no run waits for a disk.
  await stripeLibrary();
  const { core } = await import(`${ROOT}wasm/worker.ts`);
  const sha256 = (bytes: Uint8Array): Uint8Array => core.sha256(bytes);
  return {
    merchantWith: makerOf(TheMerchant, { core }) as Product["merchantWith"],
    walletWith: makerOf(TheWallet, { sha256 }) as Product["walletWith"],
    cellAt: (latitude, longitude) => core.cellAt(latitude, longitude),
    sharesOf,
    readNotice,
    pay,
    topUp,
  };
}

function makerOf(
  Original: new (ctx: unknown, env: unknown) => object,
  more: object,
): (ctx: unknown, around: object) => unknown {
  class Simulated extends Original {
    declare readonly env: object;

    around(): object {
      return this.env;
    }
  }
  return (ctx, around) => new Simulated(ctx, { ...around, ...more });
}

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
    // The library as it is in a Worker.
    if (specifier === "stripe")
      return next(specifier, { ...context, conditions: ["workerd", ...context.conditions] });
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
