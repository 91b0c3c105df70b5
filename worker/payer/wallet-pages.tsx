import { Hono } from "hono";
import * as v from "valibot";
import { timeZoneOf } from "../contract/network-place.ts";
import { MakeTopUp } from "../contract/top-up.ts";
import { isSecret, parseCapability } from "../domain/capability.ts";
import type { WalletId } from "../domain/pend.ts";
import { merchantOf } from "../merchant/stub.ts";
import { siteOf } from "../passkey/site.ts";
import { attachWallet } from "../wallet/pay.ts";
import { leaveSession, walletOfSession } from "../wallet/session.ts";
import { walletOf } from "../wallet/stub.ts";
import {
  type TopUpChoice,
  type Underway,
  makeTopUp,
  sendBack,
  topUpChoice,
  topUpsUnderWay,
} from "../wallet/top-up.ts";
import { showClaim } from "./show-claim.tsx";
import { showPage, trouble } from "./show-page.tsx";
import { type Visit, formOf, languageFor, newSecret, originOf } from "./visit.ts";
import { NoWalletMain, WalletMain } from "./wallet-main.tsx";
import { walletSentencesIn } from "./wallet-sentences.ts";

/** Movements on one page of a wallet's statement. */
const STATEMENT_ROWS = 20;

/** What a wallet's owner comes for: the wallet itself, and what it does about a bill. */
export const walletPages = new Hono<Visit>()
  .post("/C/:id/wallet", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    const wallet = walletOfSession(c, Date.now());
    if (!claim || !wallet) return trouble(c, "claim-unknown");
    return showClaim(c, await attachWallet(c.env, claim, wallet));
  })
  .post("/C/:id/send-back", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    const wallet = walletOfSession(c, Date.now());
    const key = (await formOf(c)).get("key") ?? "";
    if (!claim || !wallet || !isSecret(key)) return trouble(c, "claim-unknown");
    const sent = await sendBack(c.env, wallet, claim, key);
    if (!sent.ok) return trouble(c, sent.reason);
    if (sent.value.state !== "declined" && sent.value.state !== "voided")
      return showClaim(c, await merchantOf(c.env, claim.merchant).claimView(claim, Number.NaN, 0));
    return trouble(c, "refund-exceeds-captured");
  })
  .post("/W/top-ups", async (c) => {
    const wallet = walletOfSession(c, Date.now());
    if (!wallet) return trouble(c, "wallet-unknown");
    const wish = v.safeParse(MakeTopUp, Object.fromEntries(await formOf(c)));
    if (!wish.success) return trouble(c, "schema-invalid");
    return showClaim(c, await makeTopUp(c.env, wallet, wish.output, originOf(c)));
  })
  .get("/W", async (c) => {
    const now = Date.now();
    const language = languageFor(c);
    const title = walletSentencesIn(language).wallet;
    const wallet = walletOfSession(c, now);
    const before = Number(c.req.query("before") ?? 2 ** 50) || 2 ** 50;
    const [view, statement] = wallet
      ? await Promise.all([
          walletOf(c.env, wallet).view(),
          walletOf(c.env, wallet).statement(before, STATEMENT_ROWS),
        ])
      : [null, null];
    if (!view?.ok || !statement?.ok) {
      const isPossible = siteOf(originOf(c)) !== null;
      const main = <NoWalletMain language={language} isPossible={isPossible} />;
      return showPage(c, main, { title, script: "wallet" });
    }
    const look = { view: view.value, statement: statement.value, language, tap: newSecret() };
    const adding = wallet ? await addingFor(c.env, wallet) : NOTHING_TO_ADD;
    const main = <WalletMain {...look} {...adding} zone={timeZoneOf(c.req.raw)} />;
    return showPage(c, main, { title, script: "follow" });
  })
  .post("/W/leave", (c) => {
    leaveSession(c);
    return c.redirect("/W", 303);
  });

interface Adding {
  readonly choice: TopUpChoice | null;
  readonly underWay: readonly Underway[];
}

const NOTHING_TO_ADD: Adding = { choice: null, underWay: [] };

/** What can be added to a wallet, and what is being added; a merchant that does not answer is in nobody's way. */
async function addingFor(env: Env, wallet: WalletId): Promise<Adding> {
  try {
    const underWay = await topUpsUnderWay(env, wallet);
    return { underWay, choice: await topUpChoice(env, wallet) };
  } catch (error) {
    console.error("a merchant did not answer", error);
    return NOTHING_TO_ADD;
  }
}
