import type { Context } from "hono";
import type { Credential } from "../contract/credential.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { WalletId } from "../domain/pend.ts";
import type { Phone } from "../wallet/passport.ts";
import type { Site } from "../passkey/site.ts";
import type { Session } from "../contract/session.ts";
import type { DisplayCredential } from "../contract/display.ts";
import { originOf as publicOrigin } from "../contract/origin.ts";

/** What every handler of the API has at hand. */
export interface Host {
  Bindings: Env;
  Variables: {
    /** Names this request in the answer and in the log. */
    trace: string;
    /** The problem by which it was refused. */
    problem?: ProblemType;
    /** What is left of the quota that the route takes from. */
    left?: number;
    credential: Credential;
    /** The payer's wallet, where the phone is known. */
    wallet: WalletId;
    phone: Phone;
    /** What passkeys are bound to here. */
    site: Site;
    session: Session;
    display: DisplayCredential;
  };
}

/** Where phones reach this Worker. */
export const originOf = (c: Context<Host>): string => publicOrigin(c.env, c.req.url);

/** What a request brings as bearer token (RFC 6750); null when it brings none. */
export function bearerOf(c: Context<Host>): string | null {
  const [scheme, text, ...rest] = c.req.header("authorization")?.split(" ") ?? [];
  return scheme?.toLowerCase() === "bearer" && rest.length === 0 ? (text ?? null) : null;
}
