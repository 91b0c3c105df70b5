import type { CDPSession } from "playwright-core";
import type { Device } from "./counter.ts";

/** Gives a device a secure part of its own: Chromium's virtual authenticator, with a finger that is always there. */
export async function withPasskeys({ context, page }: Device): Promise<CDPSession> {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}
