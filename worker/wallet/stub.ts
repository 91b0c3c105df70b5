import type { WalletId } from "../domain/pend.ts";

/** The object of a wallet. Asked for anew each time: a stub that has thrown once is of no more use. */
export const walletOf = (env: Env, wallet: WalletId) => env.WALLET.getByName(wallet);
