import { builtModule } from "../wasm/built-module.ts";
import { createCore, KeyConfigurationError } from "../wasm/core.ts";
import { parseKeyRing } from "../worker/contract/key-ring.ts";
import { parseReceiptKeys } from "../worker/contract/receipt-keys.ts";
import { parseTokenRoots } from "../worker/contract/token-roots.ts";
import { LaunchFault } from "./launch-fault.ts";
import { bindingsOf, type Secrets } from "./secrets.ts";

/** Reads the keys as the Worker will at its start; throws a LaunchFault that names the key with which it would not start. */
export function proveKeys(secrets: Secrets, stateFolder: string): void {
  const { TOKEN_ROOTS, SESSION_KEYS, RECEIPT_KEYS } = bindingsOf(secrets);
  try {
    createCore(builtModule()).loadRoots(parseTokenRoots(TOKEN_ROOTS));
    parseKeyRing("SESSION_KEYS", SESSION_KEYS);
    parseReceiptKeys(RECEIPT_KEYS);
  } catch (error) {
    if (!(error instanceof KeyConfigurationError)) throw error;
    throw new LaunchFault(`${stateFolder}/secrets.json: ${error.message}. Put a copy back.`);
  }
}
