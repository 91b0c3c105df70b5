import { type Context, Hono } from "hono";
import * as v from "valibot";
import { core } from "../../wasm/worker.ts";
import { MakeInstruction, MakeProof } from "../contract/claim.ts";
import { isCrowding } from "../contract/crowd.ts";
import { networkPlaceOf } from "../contract/network-place.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type TokenSighting, sightingOf } from "../contract/sighting.ts";
import { Directory } from "../directory/directory.ts";
import { type Capability, capabilityText, parseCapability } from "../domain/capability.ts";
import { parseHandle } from "../domain/handle.ts";
import type { Channel } from "../domain/match.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Permit, permitText, readPermit } from "./permit.ts";
import { ScanMain } from "./scan-main.tsx";
import { sentencesIn } from "./sentences.ts";
import { showClaim } from "./show-claim.tsx";
import { showPage, trouble } from "./show-page.tsx";
import { type Visit, formOf, languageFor, newSecret, originOf, patienceOf } from "./visit.ts";

/** What a phone that has come by a code sees and does: the bill, its claim, and paying it. */
export const billPages = new Hono<Visit>()
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
  .post("/C/:id/release", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return trouble(c, "claim-unknown");
    return showClaim(c, await merchantOf(c.env, claim.merchant).release(claim));
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
  return showPage(c, main, {
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
