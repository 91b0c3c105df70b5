import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { core } from "../../wasm/worker.ts";
import { FoundMerchant } from "../contract/merchant.ts";
import { Directory } from "../directory/directory.ts";
import { isMerchantId, secretFrom } from "../domain/capability.ts";
import { body } from "./body.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Host, originOf } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { sha256Of } from "./sha256.ts";

/** Who runs this installation. Hashes are compared, so that neither length nor content shows in the time. */
const operator = createMiddleware<Host>(async (c, next) => {
  const key = c.req.header("authorization")?.replace(/^bearer /i, "") ?? "";
  const isOperator = core.equal(sha256Of(key), sha256Of(c.env.OPERATOR_KEY));
  return isOperator && c.env.OPERATOR_KEY.length >= 26 ? next() : problem(c, "unauthenticated");
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
  .post("/operator/invitations", operator, async (c) => {
    const invitation = secretFrom(crypto.getRandomValues(new Uint8Array(26)));
    await new Directory(c.env.DIRECTORY).invite(sha256Of(invitation), Date.now() + INVITATION_MS);
    return c.json({ link: `${originOf(c)}/owner#${invitation}` }, 201);
  });
