import type { MerchantId } from "../domain/capability.ts";

/** The object of a merchant. Asked for anew each time: a stub that has thrown once is of no more use. */
export const merchantOf = (env: Env, merchant: MerchantId) => env.MERCHANT.getByName(merchant);
