import type { Context, Env as HonoEnv } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { WalletId } from "../domain/pend.ts";
import { type Phone, SESSION_MS, readSession, sessionText } from "./passport.ts";

// "__Host-": from this origin alone, never over plain HTTP outside this machine, for no other host of the domain.
const NAME = "wallet";

/** Makes this phone known for the wallet, which it has opened or found. */
export function keepSession<Bindings extends HonoEnv>(
  c: Context<Bindings>,
  wallet: WalletId,
  nowMs: number,
  isFound: boolean,
): void {
  setCookie(c, NAME, sessionText(wallet, nowMs, isFound), {
    prefix: "host",
    httpOnly: true,
    sameSite: "Strict",
    maxAge: SESSION_MS / 1000,
  });
}

/** The wallet that this phone is known for; null when it is not. */
export function walletOfSession<Bindings extends HonoEnv>(
  c: Context<Bindings>,
  nowMs: number,
): WalletId | null {
  return phoneOf(c, nowMs)?.wallet ?? null;
}

/** What this phone is known for; null when it is for nothing. */
export function phoneOf<Bindings extends HonoEnv>(
  c: Context<Bindings>,
  nowMs: number,
): Phone | null {
  return readSession(getCookie(c, NAME, "host") ?? "", nowMs);
}

/** This phone is no longer known for any wallet; its passkey stays in the phone. */
export function leaveSession<Bindings extends HonoEnv>(c: Context<Bindings>): void {
  deleteCookie(c, NAME, { prefix: "host", secure: true, path: "/" });
}
