import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { parseKeyRing } from "../contract/key-ring.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { Assertion } from "../contract/passkey.ts";
import { secretFrom } from "../domain/capability.ts";
import { type Instant, instant } from "../domain/instant.ts";
import { type WalletId, isWalletId, walletIdFrom } from "../domain/pend.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { NEW_PHONE_MS } from "../domain/wallet-limits.ts";
import { Seal } from "../object/sealed-text.ts";
import { base64Url } from "./purse.ts";
import type { Site } from "../passkey/site.ts";
import type { WalletExpectation } from "./surroundings.ts";
import { walletNamedBy } from "./user-handle.ts";

/** How long making or finding a passkey may take. */
const TICKET_MS = 5 * 60_000;
/** How long a phone is known. It shows the balance and the statement; paying takes the passkey each time. */
export const SESSION_MS = 90 * 24 * 3600 * 1000;

const openings = new Seal("wallet-opening", TICKET_MS);
const signIns = new Seal("wallet-sign-in", TICKET_MS);
// A phone is known for longer than token roots are kept.
const sessions = new Seal(
  "wallet-session",
  SESSION_MS,
  parseKeyRing("SESSION_KEYS", env.SESSION_KEYS),
);

const encoder = new TextEncoder();
const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(26));

/** A question for an authenticator. Its challenge is the hash of the ticket, so that nothing has to be kept until the answer. */
export interface Question {
  readonly ticket: string;
  readonly challenge: string;
}

export const challengeOf = (ticket: string): string =>
  base64Url(core.sha256(encoder.encode(ticket)));

/** Asks for a passkey for a wallet that does not exist yet. */
export function askToOpen(nowMs: number): Question & { wallet: WalletId } {
  const wallet = walletIdFrom(random());
  const ticket = openings.close(wallet, nowMs);
  return { wallet, ticket, challenge: challengeOf(ticket) };
}

/** Asks for any passkey that is here. */
export function askToSignIn(nowMs: number): Question {
  const ticket = signIns.close(secretFrom(random()), nowMs);
  return { ticket, challenge: challengeOf(ticket) };
}

/** The wallet that this ticket may open, and what the new passkey has to answer. */
export function readOpening(
  ticket: string,
  site: Site,
  nowMs: number,
): Result<{ wallet: WalletId; expected: WalletExpectation }, ProblemType> {
  const opened = openings.open(ticket, nowMs);
  if (!opened || !isWalletId(opened.said)) return refuse("challenge-expired");
  return ok({ wallet: opened.said, expected: { ...site, challenge: challengeOf(ticket) } });
}

/** The wallet that a found passkey names (its user handle is the wallet's id), and what it has to answer. */
export function readSignIn(
  ticket: string,
  assertion: Assertion,
  site: Site,
  nowMs: number,
): Result<{ wallet: WalletId; expected: WalletExpectation; endsAt: Instant }, ProblemType> {
  const opened = signIns.open(ticket, nowMs);
  if (!opened) return refuse("challenge-expired");
  const wallet = walletNamedBy(assertion);
  if (!wallet) return refuse("assertion-invalid");
  const expected = { ...site, challenge: challengeOf(ticket), wallet };
  return ok({ wallet, expected, endsAt: instant(opened.untilMs) });
}

/** Marks a phone that found its wallet: the one that opened it is not marked. */
const FOUND = ".found";

export const sessionText = (wallet: WalletId, nowMs: number, isFound: boolean): string =>
  sessions.close(isFound ? wallet + FOUND : wallet, nowMs);

/** What a phone is known for. */
export interface Phone {
  readonly wallet: WalletId;
  /** It has found the wallet, and not long ago. */
  readonly isNew: boolean;
}

/** The wallet that this phone is known for; null when it is not. */
export function readSession(text: string, nowMs: number): Phone | null {
  const opened = sessions.open(text, nowMs);
  const said = opened?.said ?? "";
  const isFound = said.endsWith(FOUND);
  const wallet = isFound ? said.slice(0, -FOUND.length) : said;
  const ageMs = nowMs - ((opened?.untilMs ?? 0) - SESSION_MS);
  return isWalletId(wallet) ? { wallet, isNew: isFound && ageMs < NEW_PHONE_MS } : null;
}
