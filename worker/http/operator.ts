import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { core } from "../../wasm/worker.ts";
import { FoundMerchant } from "../contract/merchant.ts";
import type { StatusView } from "../contract/status.ts";
import { Directory } from "../directory/directory.ts";
import { isMerchantId, secretFrom } from "../domain/capability.ts";
import { body } from "./body.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Host, originOf } from "./host.ts";
import { isOperatorKey } from "./operator-key.ts";
import { sha256Of } from "./sha256.ts";
import { answer, problem } from "./problem.ts";
import { statusOf } from "./status.ts";
import { FROM_THE_START, cursorText, parseWalkCursor, reconcileStep } from "./reconcile.ts";

/** Who runs this installation. */
const operator = createMiddleware<Host>(async (c, next) => {
  const key = c.req.header("authorization")?.replace(/^bearer /i, "") ?? "";
  return isOperatorKey(c.env, key, Date.now()) ? next() : problem(c, "unauthenticated");
});

/** How long an invitation to open a shop is good. */
const INVITATION_MS = 7 * 86_400_000;

export const operators = new Hono<Host>()
  .post("/operator/merchants", operator, body(FoundMerchant), async (c) => {
    const id = core.encode32(crypto.getRandomValues(new Uint8Array(8)));
    if (!isMerchantId(id)) throw new Error(`not a merchant id: ${id}`);
    const founded = await merchantOf(c.env, id).found(id, c.req.valid("json"));
    if (founded.ok)
      await new Directory(c.env.DIRECTORY).enter(id, c.req.valid("json").name, Date.now());
    return answer(c, founded, 201);
  })
  .get("/operator/reconciliation", operator, async (c) => {
    const cursor = parseWalkCursor(c.req.query("cursor") ?? cursorText(FROM_THE_START));
    if (!cursor) return problem(c, "cursor-invalid");
    return c.json(await reconcileStep(c.env, new Directory(c.env.DIRECTORY), cursor, Date.now()));
  })
  .get("/operator/status", operator, async (c) =>
    c.json((await statusOf(c.env.DIRECTORY, Date.now())) satisfies StatusView),
  )
  .post("/operator/invitations", operator, async (c) => {
    const invitation = secretFrom(crypto.getRandomValues(new Uint8Array(26)));
    await new Directory(c.env.DIRECTORY).invite(sha256Of(invitation), Date.now() + INVITATION_MS);
    return c.json({ link: `${originOf(c)}/owner#${invitation}` }, 201);
  });
