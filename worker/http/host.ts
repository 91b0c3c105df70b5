import type { Context } from "hono";
import type { Credential } from "../contract/credential.ts";

/** What every handler of the API has at hand. */
export interface Host {
  Bindings: Env;
  Variables: {
    /** Names this request in the answer and in the log. */
    trace: string;
    credential: Credential;
  };
}

/** Where phones reach this Worker. */
export const originOf = (c: Context<Host>): string =>
  c.env.PUBLIC_ORIGIN ?? new URL(c.req.url).origin;
