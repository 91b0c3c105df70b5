import type { Context } from "hono";
import type { Credential } from "../contract/credential.ts";
import type { MerchantId } from "../domain/capability.ts";

/** What every handler has at hand. */
export interface Host {
  Bindings: Env;
  Variables: {
    /** Names this request in the answer and in the log. */
    trace: string;
    credential: Credential;
  };
}

/** The object of a merchant. Always a new stub: one that has thrown is of no more use. */
export const merchantOf = (c: Context<Host>, merchant: MerchantId) =>
  c.env.MERCHANT.getByName(merchant);

/** Where phones reach this Worker. */
export const originOf = (c: Context<Host>): string =>
  c.env.PUBLIC_ORIGIN ?? new URL(c.req.url).origin;
