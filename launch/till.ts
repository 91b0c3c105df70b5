import { join } from "node:path";
import { certificateFor } from "./certificate.ts";
import {
  DemoFile,
  type DemoMerchant,
  findDemoMerchant,
  foundDemoMerchant,
  terminalLink,
} from "./demo-merchant.ts";
import { LaunchFault } from "./launch-fault.ts";
import { beginMinutes } from "./minute.ts";
import { applyMigrations } from "./migrations.ts";
import { lanAddress, whereabouts } from "./network.ts";
import { BUNDLE_FOLDER, MIGRATIONS_FOLDER, PAGE_FOLDER, ROOT } from "./project.ts";
import { proveKeys } from "./prove-keys.ts";
import { optionsFor, type Runtime, type RuntimeWish, startRuntime } from "./runtime.ts";
import { keepStripeKeys, secretsOf } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { readState, writeState } from "./state-folder.ts";
import { readStaticFiles } from "./static-files.ts";
import { openTlsProxy, type TlsProxy } from "./tls-proxy.ts";
import { readBundle } from "./worker-bundle.ts";
import { guardWorkerd } from "./workerd-guard.ts";

/** A till that serves. It ends with its process. */
export interface Till {
  /** For this machine, without the last slash. */
  readonly origin: string;
  readonly terminalLink: string;
  /** For the network, or null without --https. */
  readonly lanTerminalLink: string | null;
  /** Where the keeper's own proxy serves it, or null without EDGETILL_ORIGIN. */
  readonly publicTerminalLink: string | null;
  /** Puts a rebuilt Worker in place; sockets are closed and come back. */
  reloadWorker(): Promise<void>;
  /** Applies what is new in migrations/. */
  migrate(): Promise<void>;
  /** Serves a rebuilt page from now on. */
  reloadPage(): void;
}

/** Starts what the last build made on the state folder, whose lock the caller holds. */
export async function openTill(settings: Settings, log: (line: string) => void): Promise<Till> {
  const { stateFolder } = settings;
  keepStripeKeys(stateFolder, process.env);
  const secrets = secretsOf(stateFolder);
  proveKeys(secrets, stateFolder);
  const demoPath = join(stateFolder, "demo.json");
  const known = readState(demoPath, DemoFile, "delete it, and a new demo merchant is made");

  process.env["MINIFLARE_WORKERD_PATH"] = guardWorkerd(stateFolder);
  const network =
    settings.httpsPort === null ? null : await openToNetwork(stateFolder, settings.httpsPort);
  let files = readStaticFiles(PAGE_FOLDER);
  const wish = (): RuntimeWish => ({
    stateFolder,
    port: settings.port,
    bundle: readBundle(BUNDLE_FOLDER, join(ROOT, "wrangler.toml")),
    secrets,
    signUp: settings.signUp,
    logsRequests: settings.logsRequests,
    stripeApi: settings.stripeApi,
    publicOrigin: settings.publicOrigin ?? network?.origin ?? null,
    staticFiles: (request, response) => files.answer(request, response),
    log,
  });
  const runtime = await startRuntime(wish());
  await migrate(runtime, log);
  await expectHealth(runtime.url);
  beginMinutes(runtime.miniflare, log);

  const merchant =
    (known && (await findDemoMerchant(runtime.url, known.apiKey))) ??
    (await foundDemoMerchant(runtime.url, secrets.operatorKey, settings.demo));
  const { origin } = runtime.url;
  writeState(demoPath, demoFileOf(origin, merchant));
  network?.proxy.forwardTo(Number(runtime.url.port));

  return {
    origin,
    terminalLink: terminalLink(origin, merchant.credential),
    lanTerminalLink: network && terminalLink(network.origin, merchant.credential),
    publicTerminalLink:
      settings.publicOrigin && terminalLink(settings.publicOrigin, merchant.credential),
    async reloadWorker() {
      await runtime.miniflare.setOptions(optionsFor(wish()));
      await migrate(runtime, log);
    },
    migrate: () => migrate(runtime, log),
    reloadPage() {
      files = readStaticFiles(PAGE_FOLDER);
    },
  };
}

async function openToNetwork(
  stateFolder: string,
  port: number,
): Promise<{ origin: string; proxy: TlsProxy }> {
  const address = await lanAddress();
  if (address === null) {
    throw new LaunchFault(
      "This machine is on no network that phones could share: start without --https.",
    );
  }
  const certificate = await certificateFor(stateFolder, whereabouts(), new Date());
  const proxy = await openTlsProxy(certificate, port);
  return { origin: `https://${address}:${proxy.port}`, proxy };
}

async function migrate({ miniflare }: Runtime, log: (line: string) => void): Promise<void> {
  const database = await miniflare.getD1Database("DIRECTORY");
  const applied = await applyMigrations(database, MIGRATIONS_FOLDER);
  if (applied.length > 0) log(`Applied ${applied.join(", ")}`);
}

async function expectHealth(url: URL): Promise<void> {
  const response = await fetch(new URL("/healthz", url));
  await response.body?.cancel();
  if (!response.ok)
    throw new LaunchFault(`The Worker is not well: /healthz answers ${response.status}.`);
}

const demoFileOf = (origin: string, { id, credential }: DemoMerchant): DemoFile => ({
  url: origin,
  merchant: id,
  terminalUrl: terminalLink(origin, credential),
  apiKey: credential,
});
