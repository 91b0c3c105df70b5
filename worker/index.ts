import { env } from "cloudflare:workers";
import { core } from "../wasm/worker.ts";
import { parseTokenRoots } from "./contract/token-roots.ts";
import { createApp } from "./http/app.ts";
import { pages } from "./payer/pages.tsx";
import { sweep } from "./sweep.ts";

// A broken key configuration stops the start, with a sentence that names the key.
core.loadRoots(parseTokenRoots(env.TOKEN_ROOTS));

export { Merchant } from "./merchant/merchant.ts";
export { Wallet } from "./wallet/wallet.ts";

const app = createApp(pages);

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, bindings) => sweep(bindings, scheduledTime),
} satisfies ExportedHandler<Env>;
