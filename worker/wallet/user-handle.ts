import type { Assertion } from "../contract/passkey.ts";
import { type WalletId, isWalletId } from "../domain/pend.ts";

/** The user handle of a passkey of ours, which is the wallet's id; null where it is another's or missing. */
export function walletNamedBy({ response }: Assertion): WalletId | null {
  try {
    const text = atob((response.userHandle ?? "").replaceAll("-", "+").replaceAll("_", "/"));
    return isWalletId(text) ? text : null;
  } catch {
    return null;
  }
}
