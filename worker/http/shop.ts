import { type Context, Hono } from "hono";
import { MakeKey, RotateKey } from "../contract/api-key.ts";
import { InviteTerminal, RenameTerminal } from "../contract/office.ts";
import type { ProblemType } from "../contract/problem.ts";
import { MAX_TERMINAL } from "../domain/order-number.ts";
import type { Result } from "../domain/result.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import { type Host, originOf } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { wholeNumber } from "./query.ts";
import { owner } from "./session.ts";

/** The owner's side: the shop's terminals, passkeys and codes, and who did what. */
export const shop = new Hono<Host>()
  .get("/shop", owner, async (c) => {
    const before = wholeNumber(c.req.query("before"), 0, 0, Number.MAX_SAFE_INTEGER);
    if (before === null) return problem(c, "cursor-invalid");
    return answer(c, await objectOf(c).office(c.var.session, before || null));
  })
  .post("/shop/terminals", owner, body(InviteTerminal), async (c) =>
    invitation(c, await objectOf(c).invite(c.var.session, c.req.valid("json").name)),
  )
  .put("/shop/terminals/:number", owner, body(RenameTerminal), async (c) => {
    const { name } = c.req.valid("json");
    return answer(c, await objectOf(c).renameTerminal(c.var.session, numberIn(c), name));
  })
  .post("/shop/terminals/:number/move", owner, async (c) =>
    invitation(c, await objectOf(c).moveTerminal(c.var.session, numberIn(c))),
  )
  .post("/shop/terminals/:number/revoke", owner, async (c) =>
    answer(c, await objectOf(c).revokeTerminal(c.var.session, numberIn(c))),
  )
  .post("/shop/keys/:number/rotate", owner, body(RotateKey), async (c) =>
    answer(c, await objectOf(c).rotateKey(c.var.session, numberIn(c), c.req.valid("json")), 201),
  )
  .post("/shop/keys", owner, body(MakeKey), async (c) =>
    answer(c, await objectOf(c).makeKey(c.var.session, c.req.valid("json")), 201),
  )
  .post("/shop/codes", owner, async (c) => {
    const codes = await objectOf(c).renewCodes(c.var.session);
    return codes.ok ? c.json({ recoveryCodes: codes.value }, 201) : problem(c, codes.reason);
  })
  .post("/shop/passkeys/:id/remove", owner, async (c) =>
    answer(c, await objectOf(c).removePasskey(c.var.session, c.req.param("id"))),
  )
  .get("/shop/audit/check", owner, async (c) =>
    answer(c, await objectOf(c).verifyAudit(c.var.session)),
  );

const objectOf = (c: Context<Host>) => merchantOf(c.env, c.var.session.merchant);

/** No terminal has the number 0: what is not a number finds nothing. */
const numberIn = (c: Context<Host>): number =>
  wholeNumber(c.req.param("number"), 0, 1, MAX_TERMINAL) ?? 0;

function invitation(c: Context<Host>, invited: Result<{ code: string }, ProblemType>): Response {
  if (!invited.ok) return problem(c, invited.reason);
  return c.json({ link: `${originOf(c)}/terminal#${invited.value.code}` }, 201);
}
