import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { SecureHeadersVariables } from "hono/secure-headers";
import type { JSX } from "hono/jsx/jsx-runtime";
import * as v from "valibot";
import { core } from "../../wasm/worker.ts";
import { type ClaimView, MakeInstruction, MakeProof } from "../contract/claim.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import type { Language } from "../contract/merchant.ts";
import { networkPlaceOf, timeZoneOf } from "../contract/network-place.ts";
import { originOf } from "../contract/origin.ts";
import { PROBLEMS, type ProblemType } from "../contract/problem.ts";
import { type TokenSighting, sightingOf } from "../contract/sighting.ts";
import { Directory } from "../directory/directory.ts";
import { type Capability, type Secret, parseCapability, secretFrom } from "../domain/capability.ts";
import { parseHandle } from "../domain/handle.ts";
import type { Channel } from "../domain/match.ts";
import type { Result } from "../domain/result.ts";
import { merchantOf } from "../merchant/stub.ts";
import { ClaimMain } from "./claim-main.tsx";
import { Page } from "./layout.tsx";
import { permitText, readPermit } from "./permit.ts";
import { ReceiptMain } from "./receipt-main.tsx";
import { ScanMain } from "./scan-main.tsx";
import { type Trouble, languageOf, sentencesIn } from "./sentences.ts";
import { TroubleMain } from "./trouble-main.tsx";

interface Visit {
  Bindings: Env;
  Variables: SecureHeadersVariables;
}

type Shown = Response | Promise<Response>;

/** The payer's pages. Each works as plain HTML; the script asks for the same pages' middle parts. */
export const pages = new Hono<Visit>()
  .use(bodyLimit({ maxSize: 4096, onError: (c: Context<Visit>) => trouble(c, "not-found") }))
  .get("/T/:token", async (c) => {
    const now = Date.now();
    const seen = sightingOf(core, c.req.param("token"), now);
    return seen.ok ? showScan(c, seen.value, "qr", now) : trouble(c, seen.reason);
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
    const after = Number(c.req.query("after") ?? Number.NaN);
    const wait = Math.min(Number(c.req.query("wait") ?? 0) || 0, MAX_WAIT_SECONDS);
    return showClaim(c, await merchantOf(c.env, claim.merchant).claimView(claim, after, wait));
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
    // A wrong choice is shown with the bill, and so is a form that nobody could have sent from it.
    const isShown = proved && (proved.ok || proved.reason !== "match-code-wrong");
    return showClaim(c, isShown ? proved : await merchant.claimView(claim, Number.NaN, 0));
  })
  .post("/C/:id/release", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    return showClaim(c, await merchantOf(c.env, claim.merchant).release(claim));
  })
  .get("/R/:id", async (c) => {
    const id = parseCapability(c.req.param("id"));
    const found = id && (await merchantOf(c.env, id.merchant).receipt(id));
    if (!found?.ok) return trouble(c, "not-found");
    const language = languageFor(c);
    const main = (
      <ReceiptMain view={found.value} language={language} zone={timeZoneOf(c.req.raw)} />
    );
    return show(c, main, {
      title: `${sentencesIn(language).receipt} · ${found.value.merchant.name}`,
    });
  })
  .onError((error, c) => {
    console.error("a payer's page failed", error);
    return trouble(c, "temporarily-unavailable");
  });

/** The bill that a phone has come by: to look at, with a permit to claim it. */
async function showScan(
  c: Context<Visit>,
  seen: TokenSighting,
  channel: Channel,
  now: number,
): Promise<Response> {
  const { merchant, number, tokenAgeMs, cell } = seen;
  const peeked = await merchantOf(c.env, merchant).peek(number);
  if (!peeked.ok && peeked.reason !== "order-not-found") return trouble(c, peeked.reason);
  const bill = peeked.ok ? peeked.value.bill : null;
  if (bill && bill.status !== "placed") return trouble(c, `order-${bill.status}`);
  const claim = { merchant, number, secret: newSecret() };
  const permit = permitText({ claim, tokenAgeMs, cell, channel }, now);
  const name = peeked.ok ? peeked.value.merchant.name : "";
  const language = languageFor(c);
  const main = (
    <ScanMain
      bill={bill}
      merchant={name}
      language={language}
      permit={permit}
      tap={newSecret()}
      rails={peeked.ok ? peeked.value.rails : []}
    />
  );
  return show(c, main, { title: name || sentencesIn(language).waiting, follows: true });
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
  const paid = await merchant.instruct(claim, instruction.output, originOf(c.env, c.req.url));
  // A decline is a state of the bill, with its reason and another try, not a dead end.
  const isShown = paid.ok || paid.reason !== "payment-declined";
  return showClaim(c, isShown ? paid : await merchant.claimView(claim, Number.NaN, 0));
}

function showClaim(c: Context<Visit>, answer: Result<ClaimView, ProblemType>): Shown {
  if (!answer.ok) return trouble(c, answer.reason);
  const view = answer.value;
  if (c.req.method === "POST" && !wantsPart(c)) return c.redirect(`/C/${view.id}`, 303);
  const language = languageFor(c);
  const main = <ClaimMain view={view} language={language} tap={newSecret()} />;
  return show(c, main, { title: view.merchant.name, follows: view.state !== "paid" });
}

function trouble(c: Context<Visit>, type: ProblemType): Shown {
  const language = languageFor(c);
  const known = sentencesIn(language).trouble;
  const shown: Trouble = type in known ? (type as Trouble) : "temporarily-unavailable";
  c.status(PROBLEMS[type].status);
  return show(c, <TroubleMain trouble={shown} language={language} />, { title: known[shown][0] });
}

function show(
  c: Context<Visit>,
  main: JSX.Element,
  { title, follows = false }: { title: string; follows?: boolean },
): Shown {
  c.header("cache-control", "no-store");
  c.header("vary", "accept-language, x-part");
  if (wantsPart(c)) return c.html(main);
  const page = (
    <Page
      language={languageFor(c)}
      title={title}
      nonce={c.get("secureHeadersNonce") ?? ""}
      follows={follows}
    >
      {main}
    </Page>
  );
  return c.html(html`<!doctype html>${page}`);
}

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
