import type { Assertion } from "../contract/passkey.ts";
import type { Passkey } from "../passkey/passkey.ts";
import { verifyAssertion } from "../passkey/verify-passkey.ts";
import type { WalletExpectation } from "./surroundings.ts";
import { walletNamedBy } from "./user-handle.ts";

/** {@link verifyAssertion}, by a passkey that names this wallet where it names one. */
export async function verifyWallet(
  assertion: Assertion,
  passkey: Passkey,
  expected: WalletExpectation,
): Promise<number | null> {
  const isForeign =
    assertion.response.userHandle !== null && expected.wallet !== walletNamedBy(assertion);
  return isForeign ? null : verifyAssertion(assertion, passkey, expected);
}
