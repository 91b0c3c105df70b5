import type { Context } from "hono";
import type { Credential } from "../contract/credential.ts";
import { originOf as publicOrigin } from "../contract/origin.ts";

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
export const originOf = (c: Context<Host>): string => publicOrigin(c.env, c.req.url);
