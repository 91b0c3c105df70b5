import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { SignJWT, errors, jwtVerify } from "jose";
import { type Session, sessionFrom } from "../contract/session.ts";
import { merchantOf } from "../merchant/stub.ts";
import type { Host } from "./host.ts";
import { problem } from "./problem.ts";
import { secretNamedBy, signingKey } from "./session-keys.ts";

/** After this long the object is asked for the session's next token. */
const TOKEN_MINUTES = 10;
/** Longer than this nobody stays signed in who does not come. */
const COOKIE_DAYS = 30;
/** Only over https, only for this host, for every path (RFC 6265bis section 4.1.3.2). */
const COOKIE = "edgetill";
const OPTIONS = {
  prefix: "host",
  sameSite: "Strict",
  httpOnly: true,
  secure: true,
  path: "/",
} as const;

/** Gives the browser the session's token: signed, short-lived, and replaced each time it is renewed. */
export async function setSession(c: Context<Host>, session: Session): Promise<void> {
  const { id, secret } = signingKey();
  const { merchant, owner, session: sid, generation } = session;
  const token = await new SignJWT({ mid: merchant, sid, gen: generation })
    .setProtectedHeader({ alg: "HS256", typ: "edgetill-session", kid: String(id) })
    .setSubject(String(owner))
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_MINUTES} minutes`)
    .sign(secret);
  setCookie(c, COOKIE, token, { ...OPTIONS, maxAge: COOKIE_DAYS * 86_400 });
}

export const dropSession = (c: Context<Host>): unknown => deleteCookie(c, COOKIE, OPTIONS);

/** The session that a request's cookie speaks of, and whether its time is up. Null: none of ours. */
export async function sessionIn(
  c: Context<Host>,
): Promise<{ session: Session; isOld: boolean } | null> {
  const token = getCookie(c, COOKIE, "host");
  if (!token || token.length > 1_000) return null;
  try {
    const { payload } = await jwtVerify(token, secretNamedBy, {
      typ: "edgetill-session",
      algorithms: ["HS256"],
    });
    const session = sessionFrom(payload);
    return session && { session, isOld: false };
  } catch (error) {
    // Signed by us and only too old: the object decides whether it goes on.
    const session = error instanceof errors.JWTExpired ? sessionFrom(error.payload) : null;
    return session && { session, isOld: true };
  }
}

/** Lets a signed-in owner through. Whether the session still lives, the merchant's object says with each answer. */
export const owner = createMiddleware<Host>(async (c, next) => {
  const found = await sessionIn(c);
  if (!found) return problem(c, "unauthenticated");
  let { session } = found;
  if (found.isOld) {
    const renewed = await merchantOf(c.env, session.merchant).renewSession(session);
    if (!renewed.ok) {
      dropSession(c);
      return problem(c, "unauthenticated");
    }
    session = renewed.value;
    await setSession(c, session);
  }
  c.set("session", session);
  return next();
});
