import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { SecureHeadersVariables } from "hono/secure-headers";
import type { JSX } from "hono/jsx/jsx-runtime";
import * as v from "valibot";
import { core } from "../../wasm/worker.ts";
import { type ClaimView, MakeInstruction, MakeProof, hasRail } from "../contract/claim.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import type { Language } from "../contract/merchant.ts";
import { networkPlaceOf, timeZoneOf } from "../contract/network-place.ts";
import { originOf as publicOrigin } from "../contract/origin.ts";
import { PROBLEMS, type ProblemType } from "../contract/problem.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import { isCrowding } from "../contract/crowd.ts";
import { CROWD, secondsLeft } from "../contract/quota.ts";
import { type TokenSighting, sightingOf } from "../contract/sighting.ts";
import { MakeTopUp } from "../contract/top-up.ts";
import { Directory } from "../directory/directory.ts";
import {
  type Capability,
  type Secret,
  capabilityText,
  isSecret,
  parseCapability,
  secretFrom,
} from "../domain/capability.ts";
import { parseHandle } from "../domain/handle.ts";
import type { WalletId } from "../domain/pend.ts";
import type { Channel } from "../domain/match.ts";
import type { Result } from "../domain/result.ts";
import { merchantOf } from "../merchant/stub.ts";
import { attachWallet, offerIfAny } from "../wallet/pay.ts";
import { leaveSession, phoneOf, walletOfSession } from "../wallet/session.ts";
import { siteOf } from "../passkey/site.ts";
import { walletOf } from "../wallet/stub.ts";
import {
  type TopUpChoice,
  type Underway,
  makeTopUp,
  sendBack,
  topUpChoice,
  topUpsUnderWay,
} from "../wallet/top-up.ts";
import { ClaimMain, isOver } from "./claim-main.tsx";
import { front } from "./front.tsx";
import { Page, type PageScript } from "./layout.tsx";
import { near } from "./near.tsx";
import { type Permit, permitText, readPermit } from "./permit.ts";
import { ReceiptMain } from "./receipt-main.tsx";
import { keySet, seal } from "./receipt-seal.ts";
import { ScanMain } from "./scan-main.tsx";
import { languageOf } from "../contract/accept-language.ts";
import { type Trouble, sentencesIn } from "./sentences.ts";
import { TroubleMain } from "./trouble-main.tsx";
import { NoWalletMain, WalletMain } from "./wallet-main.tsx";
import type { WalletPart } from "./wallet-part.tsx";
import { walletSentencesIn } from "./wallet-sentences.ts";

interface Visit {
  Bindings: Env;
  Variables: SecureHeadersVariables & { problem?: ProblemType };
}

/** Movements on one page of a wallet's statement. */
const STATEMENT_ROWS = 20;

/** The payer's pages. Each works as plain HTML; the script asks for the same pages' middle parts. */
export const pages = new Hono<Visit>()
  .use(bodyLimit({ maxSize: 4096, onError: (c: Context<Visit>) => trouble(c, "not-found") }))
  .route("/", front)
  .route("/", near)
  .get("/T/:token", async (c) => {
    const now = Date.now();
    const seen = sightingOf(core, c.req.param("token"), now);
    // A phone that read the token off the beacon says so.
    const channel = c.req.query("by") === "beacon" ? "beacon" : "qr";
    return seen.ok ? showScan(c, seen.value, channel, now) : trouble(c, seen.reason);
  })
  .get("/N/:handle", async (c) => {
    const now = Date.now();
    const handle = parseHandle(c.req.param("handle"));
    const heard = handle !== null && (await new Directory(c.env.DIRECTORY).heard(handle, now));
    if (!heard) return trouble(c, "handle-unknown");
    const { merchant, number, cell, mintedAt } = heard;
    return showScan(c, { merchant, number, cell, tokenAgeMs: now - mintedAt }, "beacon", now);
  })
  .post("/C", async (c) => {
    const form = await formOf(c);
    const permit = readPermit(form.get("permit") ?? "", Date.now());
    if (!permit) return trouble(c, "token-expired");
    const { claim, ...seen } = permit;
    if (await isCrowding(c.env, c.req.raw, claim)) return trouble(c, "rate-limited");
    const merchant = merchantOf(c.env, claim.merchant);
    const claimed = await merchant.claim(claim, {
      ...seen,
      position: null,
      network: networkPlaceOf(c.req.raw),
    });
    const rail = form.get("pay") ?? "";
    if (!claimed.ok || rail === "") return showClaim(c, claimed);
    return pay(c, claim, form.get("key"), rail);
  })
  .get("/C/:id", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    const { after, wait } = patienceOf(c);
    const merchant = merchantOf(c.env, claim.merchant);
    // Coming back from a rail's own page proves nothing, but is the moment to ask the rail.
    if (c.req.query("back") !== undefined) return showClaim(c, await merchant.returned(claim));
    const viewed = await merchant.claimView(claim, after, wait);
    // Opened again before the claim had got through: the same phone, with the permit that it had.
    const text = c.req.query("permit") ?? "";
    const permit = viewed.ok ? null : readPermit(text, Date.now());
    return permit ? showOpen(c, permit, text) : showClaim(c, viewed);
  })
  .post("/C/:id/stop", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    return showClaim(c, await merchantOf(c.env, claim.merchant).stop(claim));
  })
  .post("/C/:id/pay", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    const form = await formOf(c);
    return pay(c, claim, form.get("key"), form.get("rail") ?? "");
  })
  .post("/C/:id/prove", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    const proof = v.safeParse(MakeProof, proofOf(await formOf(c)));
    const merchant = merchantOf(c.env, claim.merchant);
    const proved =
      proof.success && (await merchant.prove(claim, proof.output, networkPlaceOf(c.req.raw)));
    // What did not prove it is shown with the bill, and so is a form that nobody could have sent from it.
    const isShown = proved && (proved.ok || !isMissedProof(proved.reason));
    return showClaim(c, isShown ? proved : await merchant.claimView(claim, Number.NaN, 0));
  })
  .post("/C/:id/wallet", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    const wallet = walletOfSession(c, Date.now());
    if (!claim || !wallet) return trouble(c, "claim-unknown");
    return showClaim(c, await attachWallet(c.env, claim, wallet));
  })
  .post("/C/:id/release", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    return showClaim(c, await merchantOf(c.env, claim.merchant).release(claim));
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
      return show(c, main, { title, script: "wallet" });
    }
    const look = { view: view.value, statement: statement.value, language, tap: newSecret() };
    const adding = wallet ? await addingFor(c.env, wallet) : NOTHING_TO_ADD;
    const main = <WalletMain {...look} {...adding} zone={timeZoneOf(c.req.raw)} />;
    return show(c, main, { title, script: "follow" });
  })
  .post("/W/leave", (c) => {
    leaveSession(c);
    return c.redirect("/W", 303);
  })
  .get("/R/:id", async (c) => {
    const { after, wait } = patienceOf(c);
    const found = await receiptOf(c, after, wait);
    if (!found?.ok) return trouble(c, "not-found");
    const view = found.value;
    const language = languageFor(c);
    const main = (
      <ReceiptMain
        view={view}
        language={language}
        zone={timeZoneOf(c.req.raw)}
        seal={await seal(view, originOf(c), Date.now())}
      />
    );
    return show(c, main, {
      title: `${sentencesIn(language).receipt} · ${view.merchant.name}`,
      script: "receipt",
    });
  })
  .get("/R/:id/signed", async (c) => {
    const found = await receiptOf(c, Number.NaN, 0);
    if (!found?.ok) return trouble(c, "not-found");
    return c.body(await seal(found.value, originOf(c), Date.now()), 200, {
      "content-type": "application/jose",
      "cache-control": "no-store",
    });
  })
  .get("/.well-known/jwks.json", (c) =>
    c.body(JSON.stringify(keySet), 200, {
      "content-type": "application/jwk-set+json",
      // A key is published an hour before it signs.
      "cache-control": "public, max-age=600",
    }),
  )
  .onError((error, c) => {
    console.error("a payer's page failed", error);
    return trouble(c, "temporarily-unavailable");
  });

/** The bill that a phone has come by: to look at, with a permit to claim it. */
async function showScan(
  c: Context<Visit>,
  { merchant, number, tokenAgeMs, cell }: TokenSighting,
  channel: Channel,
  now: number,
): Promise<Response> {
  if (await isCrowding(c.env, c.req.raw, { merchant, number })) return trouble(c, "rate-limited");
  const permit = {
    claim: { merchant, number, secret: newSecret() },
    tokenAgeMs,
    cell,
    channel,
  };
  return showOpen(c, permit, permitText(permit, now));
}

/** `text` is the permit as it was first written: opening the page again does not make it good for longer. */
async function showOpen(c: Context<Visit>, permit: Permit, text: string): Promise<Response> {
  const { merchant, number } = permit.claim;
  const peeked = await merchantOf(c.env, merchant).peek(number);
  if (!peeked.ok && peeked.reason !== "order-not-found") return trouble(c, peeked.reason);
  const bill = peeked.ok ? peeked.value.bill : null;
  if (bill && bill.status !== "placed") return trouble(c, `order-${bill.status}`);
  const name = peeked.ok ? peeked.value.merchant.name : "";
  const language = languageFor(c);
  const main = (
    <ScanMain
      bill={bill}
      merchant={name}
      language={language}
      permit={text}
      url={`/C/${capabilityText(permit.claim)}?permit=${encodeURIComponent(text)}`}
      tap={newSecret()}
      rails={peeked.ok ? peeked.value.rails : []}
    />
  );
  return show(c, main, {
    title: name || sentencesIn(language).waiting,
    script: "follow",
    refresh: bill ? undefined : 2,
  });
}

async function pay(
  c: Context<Visit>,
  claim: Capability,
  key: string | null,
  rail: string,
): Promise<Response> {
  const instruction = v.safeParse(MakeInstruction, { key, rail });
  if (!instruction.success) return trouble(c, "claim-unknown");
  const merchant = merchantOf(c.env, claim.merchant);
  const paid = await merchant.instruct(claim, instruction.output, originOf(c));
  // A decline is a state of the bill, with its reason and another try, not a dead end.
  const isShown = paid.ok || paid.reason !== "payment-declined";
  return showClaim(c, isShown ? paid : await merchant.claimView(claim, Number.NaN, 0));
}

const isMissedProof = (reason: ProblemType): boolean =>
  reason === "match-code-wrong" || reason === "place-refused";

async function showClaim(
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
  return show(c, main, {
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

function trouble(c: Context<Visit>, type: ProblemType): Response | Promise<Response> {
  const language = languageFor(c);
  const known = sentencesIn(language).trouble;
  const shown: Trouble = type in known ? (type as Trouble) : "temporarily-unavailable";
  // For the log: which problem this page stands for.
  c.set("problem", type);
  c.status(PROBLEMS[type].status);
  if (type === "rate-limited") c.header("retry-after", String(secondsLeft(CROWD, Date.now())));
  else if (PROBLEMS[type].status === 503) c.header("retry-after", "1");
  return show(c, <TroubleMain trouble={shown} language={language} />, { title: known[shown][0] });
}

function show(
  c: Context<Visit>,
  main: JSX.Element,
  {
    title,
    script = null,
    refresh,
  }: { title: string; script?: PageScript | null; refresh?: number | undefined },
): Response | Promise<Response> {
  c.header("cache-control", "no-store");
  c.header("vary", "accept-language, x-part");
  if (wantsPart(c)) return c.html(main);
  const page = (
    <Page
      language={languageFor(c)}
      title={title}
      nonce={c.get("secureHeadersNonce") ?? ""}
      script={script}
      refresh={refresh}
    >
      {main}
    </Page>
  );
  return c.html(html`<!doctype html>${page}`);
}

/** How long the page would like to wait for something newer than what it shows. */
function patienceOf(c: Context<Visit>): { after: number; wait: number } {
  const after = Number(c.req.query("after") ?? Number.NaN);
  return { after, wait: Math.min(Number(c.req.query("wait") ?? 0) || 0, MAX_WAIT_SECONDS) };
}

async function receiptOf(
  c: Context<Visit, "/R/:id">,
  after: number,
  wait: number,
): Promise<Result<ReceiptView, ProblemType> | null> {
  const id = parseCapability(c.req.param("id"));
  return id && (await merchantOf(c.env, id.merchant).receipt(id, after, wait));
}

/** Where this Worker is found, and whose keys vouch for its receipts. */
const originOf = (c: Context<Visit>): string => publicOrigin(c.env, c.req.url);

const wantsPart = (c: Context<Visit>): boolean => c.req.header("x-part") === "main";
const languageFor = (c: Context<Visit>): Language => languageOf(c.req.header("accept-language"));
const newSecret = (): Secret => secretFrom(crypto.getRandomValues(new Uint8Array(26)));

async function formOf(c: Context<Visit>): Promise<URLSearchParams> {
  return new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer()));
}

/** A form's fields as the contract has them; what is not there becomes what no schema takes. */
function proofOf(form: URLSearchParams): unknown {
  const number = (name: string): number => Number.parseFloat(form.get(name) ?? "");
  if (form.has("choice")) return { choice: number("choice") };
  const [latitude, longitude, accuracy] = [
    number("latitude"),
    number("longitude"),
    number("accuracy"),
  ];
  return { position: { latitude, longitude, accuracy } };
}
