import { Hono } from "hono";
import { MakeClaim, MakeInstruction, MakeProof } from "../contract/claim.ts";
import { core } from "../../wasm/worker.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import { networkPlaceOf } from "../contract/network-place.ts";
import { isCrowding } from "../contract/crowd.ts";
import { CROWD, PAYER } from "../contract/quota.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type TokenSighting, sightingOf } from "../contract/sighting.ts";
import { Directory } from "../directory/directory.ts";
import { parseCapability } from "../domain/capability.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { offerIfAny } from "../wallet/pay.ts";
import { phoneOf } from "../wallet/session.ts";
import { body } from "./body.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Host, originOf } from "./host.ts";
import { metered } from "./metered.ts";
import { answer, problem } from "./problem.ts";
import { wholeNumber } from "./query.ts";

/** The payer's side: a token opens a claim, and the claim opens everything else. */
export const claims = new Hono<Host>()
  .post("/claims", metered(CROWD), body(MakeClaim), async (c) => {
    const wish = c.req.valid("json");
    const seen = await seenBy(c.env, wish, Date.now());
    if (!seen.ok) return problem(c, seen.reason);
    if (await isCrowding(c.env, c.req.raw, seen.value)) return problem(c, "rate-limited");
    const { merchant, number, ...sighting } = seen.value;
    const claim = { merchant, number, secret: wish.key };
    const { position = null } = wish;
    const channel = wish.handle === undefined ? wish.channel : "beacon";
    const evidence = { ...sighting, channel, position, network: networkPlaceOf(c.req.raw) };
    const claimed = await merchantOf(c.env, merchant).claim(claim, evidence);
    const phone = phoneOf(c, Date.now());
    if (!claimed.ok || !phone) return answer(c, claimed, 201);
    const offer = await offerIfAny(c.env, claim, claimed.value, phone);
    return answer(c, ok({ ...claimed.value, offer }), 201);
  })
  .get("/claims/:id", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    const after = wholeNumber(c.req.query("after"), 0, 0, Number.MAX_SAFE_INTEGER);
    if (after === null) return problem(c, "cursor-invalid");
    const wait = wholeNumber(c.req.query("wait"), 0, 0, MAX_WAIT_SECONDS);
    if (wait === null) return problem(c, "limit-invalid");
    return answer(c, await merchantOf(c.env, claim.merchant).claimView(claim, after, wait));
  })
  .post("/claims/:id/proofs", metered(PAYER), body(MakeProof), async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    const network = networkPlaceOf(c.req.raw);
    return answer(
      c,
      await merchantOf(c.env, claim.merchant).prove(claim, c.req.valid("json"), network),
    );
  })
  .post("/claims/:id/instructions", metered(PAYER), body(MakeInstruction), async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    return answer(
      c,
      await merchantOf(c.env, claim.merchant).instruct(claim, c.req.valid("json"), originOf(c)),
    );
  })
  .post("/claims/:id/stop", metered(PAYER), async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    return answer(c, await merchantOf(c.env, claim.merchant).stop(claim));
  })
  .post("/claims/:id/release", async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    return answer(c, await merchantOf(c.env, claim.merchant).release(claim));
  });

/** The order that a phone has come by, from the code it scanned or from the handle it heard. */
async function seenBy(
  env: Env,
  wish: MakeClaim,
  now: number,
): Promise<Result<TokenSighting, ProblemType>> {
  if (wish.handle === undefined) return sightingOf(core, wish.token ?? "", now);
  const heard = await new Directory(env.DIRECTORY).heard(wish.handle, now);
  if (!heard) return refuse("handle-unknown");
  const { merchant, number, cell, mintedAt } = heard;
  return ok({ merchant, number, cell, tokenAgeMs: now - mintedAt });
}
