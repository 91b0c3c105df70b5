import type { Context } from "hono";
import { type ClaimView, hasRail } from "../contract/claim.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type Capability, parseCapability } from "../domain/capability.ts";
import type { WalletId } from "../domain/pend.ts";
import type { Result } from "../domain/result.ts";
import { siteOf } from "../passkey/site.ts";
import { offerIfAny } from "../wallet/pay.ts";
import { phoneOf } from "../wallet/session.ts";
import { walletOf } from "../wallet/stub.ts";
import { ClaimMain, isOver } from "./claim-main.tsx";
import { showPage, trouble } from "./show-page.tsx";
import { type Visit, languageFor, newSecret, originOf, wantsPart } from "./visit.ts";
import type { WalletPart } from "./wallet-part.tsx";

/** The bill that this phone holds, as it stands now, with what its wallet can do about it. */
export async function showClaim(
  c: Context<Visit>,
  answer: Result<ClaimView, ProblemType>,
): Promise<Response> {
  if (!answer.ok) return trouble(c, answer.reason);
  const view = answer.value;
  if (c.req.method === "POST" && !wantsPart(c)) return c.redirect(`/C/${view.id}`, 303);
  const language = languageFor(c);
  const wallet = await walletPartFor(c, view);
  const main = (
    <ClaimMain
      view={view}
      language={language}
      tap={newSecret()}
      wallet={wallet}
      practises={c.env.SANDBOX === "on" && hasRail(view, "sandbox")}
    />
  );
  return showPage(c, main, {
    title: view.merchant.name,
    script: isOver(view) ? null : "follow",
    refresh: refreshOf(view),
  });
}

/** Seconds after which a page without script looks again: sooner than somebody would read what the rail's page says. */
function refreshOf({ state, redirect, bill }: ClaimView): number | undefined {
  if (bill.topUp === "crediting") return 2;
  if (state !== "paying") return undefined;
  return redirect !== null && !bill.checking ? 10 : 2;
}

/** What the bill can offer of a wallet. */
async function walletPartFor(c: Context<Visit>, view: ClaimView): Promise<WalletPart | null> {
  const claim = parseCapability(view.id);
  const phone = phoneOf(c, Date.now());
  const wallet = phone?.wallet ?? null;
  if (claim && wallet && view.bill.checking) return pendingPart(c, claim, wallet);
  if (wallet && view.bill.returnable) return { type: "known" };
  const isAsked = view.state === "claimed" && !view.stepUp && hasRail(view, "wallet");
  if (!claim || !isAsked || !siteOf(originOf(c))) return null;
  if (!phone) return { type: "none" };
  if (view.bill.topUp) return { type: "known" };
  const offer = await offerIfAny(c.env, claim, view, phone);
  return offer && { type: "offer", offer };
}

/** A payment of this phone's own wallet, where one waits for its decision. */
async function pendingPart(
  c: Context<Visit>,
  claim: Capability,
  wallet: WalletId,
): Promise<WalletPart | null> {
  try {
    const key = await walletOf(c.env, wallet).pending(claim);
    return key === null ? null : { type: "pending", key };
  } catch (error) {
    console.error("a wallet did not answer", error);
    return null;
  }
}
