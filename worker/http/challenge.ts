import { SignJWT, base64url, jwtVerify } from "jose";
import * as v from "valibot";
import { type Instant, instant } from "../domain/instant.ts";
import { secretNamedBy, signingKey } from "./session-keys.ts";

/** How long somebody may look at what the browser asks before touching the sensor. */
const MINUTES = 5;

export type Purpose = "sign-up" | "sign-in" | "passkey";

/** A challenge of ours that came back: its text as clients sign it, and what was said when it was made. */
export interface AnsweredChallenge {
  readonly text: string;
  readonly expiresAt: Instant;
  readonly about: string;
}

const Payload = v.object({
  challenge: v.string(),
  purpose: v.string(),
  about: v.string(),
  exp: v.number(),
});

/** Makes a challenge and the signed ticket by which it is known again. Nothing is kept: strangers cost nothing. */
export async function newChallenge(
  purpose: Purpose,
  about = "",
): Promise<{ ticket: string; challenge: Uint8Array<ArrayBuffer> }> {
  const challenge = crypto.getRandomValues(new Uint8Array(32));
  const key = signingKey();
  const ticket = await new SignJWT({ challenge: base64url.encode(challenge), purpose, about })
    .setProtectedHeader({ alg: "HS256", typ: "edgetill-challenge", kid: String(key.id) })
    .setExpirationTime(`${MINUTES} minutes`)
    .sign(key.secret);
  return { ticket, challenge };
}

/** The challenge behind a ticket of ours that was made for this; null when it is another's, for something else, or old. */
export async function challengeOf(
  ticket: string,
  purpose: Purpose,
): Promise<AnsweredChallenge | null> {
  try {
    const { payload } = await jwtVerify(ticket, secretNamedBy, {
      typ: "edgetill-challenge",
      algorithms: ["HS256"],
    });
    const said = v.parse(Payload, payload);
    if (said.purpose !== purpose) return null;
    return { text: said.challenge, expiresAt: instant(said.exp * 1000), about: said.about };
  } catch {
    return null;
  }
}
