import { mkdirSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Miniflare, MiniflareOptions } from "miniflare";
import { LaunchFault, systemCodeOf } from "./launch-fault.ts";
import { lineOfLog } from "./log-line.ts";
import { type Secrets, bindingsOf } from "./secrets.ts";
import type { SignUpMode } from "../worker/contract/owner.ts";
import { CROWD, type Quota, STRANGERS } from "../worker/contract/quota.ts";
import type { WorkerBundle } from "./worker-bundle.ts";

const NAME = "edgetill";
const HOST = "127.0.0.1";

export interface RuntimeWish {
  readonly stateFolder: string;
  /** 0: any free one. */
  readonly port: number;
  readonly bundle: WorkerBundle;
  readonly secrets: Secrets;
  /** Who may open a shop: open, invitation or closed. */
  readonly signUp: SignUpMode;
  /** Whether the Worker writes a line for each request. */
  readonly logsRequests: boolean;
  readonly stripeApi?: string | null;
  /** The origin that goes into codes; null: that of the request. */
  readonly publicOrigin: string | null;
  readonly staticFiles: (request: IncomingMessage, response: ServerResponse) => void;
  readonly log: (line: string) => void;
}

export interface Runtime {
  readonly url: URL;
  readonly miniflare: Miniflare;
}

/**
 * Starts the bundle in workerd with Durable Objects and D1 on disk; MINIFLARE_WORKERD_PATH names the binary.
 * The port is a socket of workerd's own that leads straight to the Worker: the emulator's own entrance, which
 * answers for inspection and costs three times the CPU on each request, stays on a port that nobody is told.
 */
export async function startRuntime(wish: RuntimeWish): Promise<Runtime> {
  // The emulator's scratch folder; one that was killed cannot clean up after itself.
  const scratch = join(wish.stateFolder, "tmp");
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  process.env["TMPDIR"] = scratch;

  const emulator = await import("miniflare");
  const miniflare = new emulator.Miniflare(optionsFor(wish));
  try {
    await miniflare.ready;
  } catch (error) {
    await miniflare.dispose().catch(() => {});
    if (systemCodeOf(error) !== "ERR_ADDRESS_IN_USE") throw error;
    throw new LaunchFault(
      `Port ${wish.port} is taken: stop what uses it, or choose another, as in PORT=8788 npm start.`,
    );
  }
  return { miniflare, url: await miniflare.unsafeGetDirectURL(NAME) };
}

/** The emulator's options; also for `setOptions` when the bundle has changed. */
export function optionsFor(wish: RuntimeWish): MiniflareOptions {
  const { bundle, secrets } = wish;
  const secretBindings = Object.fromEntries(
    Object.entries(bindingsOf(secrets)).map(([name, secret]) => [name, text(secret)]),
  );
  const optional = {
    ...(wish.publicOrigin !== null && { PUBLIC_ORIGIN: text(wish.publicOrigin) }),
    ...(wish.stripeApi && { STRIPE_API: text(wish.stripeApi) }),
  };
  // Practice money is for where nobody is charged: not beside a key that charges.
  const isReal = /_live_/.test(secrets.stripe?.secretKey ?? "");
  return {
    host: HOST,
    port: 0,
    // No look-up of where this machine is, no registry shared with other projects: nothing leaves it.
    cf: false,
    enableDevRegistry: false,
    logRequests: false,
    resourcePersistencePath: join(wish.stateFolder, "data"),
    handleStructuredLogs: (entry) => wish.log(lineOfLog(entry)),
    unsafeHandleRuntimeRestart: () =>
      wish.log("The runtime stopped by itself and was started again."),
    workers: [
      {
        config: {
          name: NAME,
          compatibilityDate: bundle.compatibilityDate,
          compatibilityFlags: [...bundle.compatibilityFlags],
          manifest: { mainModule: bundle.mainModule, modules: { ...bundle.modules } },
          exports: {
            Merchant: { type: "durable-object", storage: "sqlite" },
            Wallet: { type: "durable-object", storage: "sqlite" },
          },
          env: {
            MERCHANT: { type: "durable-object", worker: NAME, exportName: "Merchant" },
            WALLET: { type: "durable-object", worker: NAME, exportName: "Wallet" },
            DIRECTORY: { type: "d1", id: "edgetill-directory" },
            // Both count by CF-Connecting-IP, which the proxy before this machine sets; without one they count nobody.
            SHIELD: limiter(STRANGERS),
            CROWD: limiter(CROWD),
            ASSETS: { type: "node-handler", handler: wish.staticFiles },
            // On one machine wallets may be filled with practice money.
            SANDBOX: text(isReal ? "off" : "on"),
            ...secretBindings,
            SIGN_UP: text(wish.signUp),
            // A line for each request is for who asks for it: this terminal shows the banner.
            LOG_REQUESTS: text(wish.logsRequests ? "on" : "off"),
            ...optional,
          },
        },
        dev: { unsafeDirectSockets: [{ host: HOST, port: wish.port }] },
      },
    ],
  };
}

const limiter = ({ name, most, windowSeconds }: Quota) => ({
  type: "rate-limit" as const,
  namespace: name,
  simple: { limit: most, period: windowSeconds === 10 ? (10 as const) : (60 as const) },
});

const text = (value: string) => ({ type: "text" as const, value });
