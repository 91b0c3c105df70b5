import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { LinkDisplay, PutScreen, parseDisplayCredential } from "../contract/display.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import { type Host, bearerOf, originOf } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { wholeNumber } from "./query.ts";
import { terminal } from "./terminal.ts";

/** Lets a request with a display's well-formed credential through; the merchant's object says whether it is good. */
const display = createMiddleware<Host>(async (c, next) => {
  const credential = parseDisplayCredential(bearerOf(c) ?? "");
  if (!credential) return problem(c, "unauthenticated");
  c.set("display", credential);
  return next();
});

/** Customer displays: what their terminal does about them, and what they may see. */
export const displays = new Hono<Host>()
  .get("/terminal/displays", terminal("settings:write"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).displays(credential));
  })
  .post("/terminal/displays/links", terminal("settings:write"), async (c) => {
    const { credential } = c.var;
    const merchant = merchantOf(c.env, credential.merchant);
    return answer(c, await merchant.inviteDisplay(credential, originOf(c)), 201);
  })
  .post("/terminal/displays/:display/revoke", terminal("settings:write"), async (c) => {
    const { credential } = c.var;
    const number = wholeNumber(c.req.param("display"), 0, 1, Number.MAX_SAFE_INTEGER);
    if (number === null) return problem(c, "not-found");
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).revokeDisplay(credential, number),
    );
  })
  .put("/terminal/screen", terminal("settings:write"), body(PutScreen), async (c) => {
    const { credential } = c.var;
    const put = c.req.valid("json");
    return answer(c, await merchantOf(c.env, credential.merchant).putScreen(credential, put));
  })
  .post("/displays", body(LinkDisplay), async (c) => {
    const wish = c.req.valid("json");
    return answer(c, await merchantOf(c.env, wish.link.merchant).linkDisplay(wish), 201);
  })
  .get("/display", display, async (c) => {
    const { display: credential } = c.var;
    const after = wholeNumber(c.req.query("after"), 0, 0, Number.MAX_SAFE_INTEGER);
    if (after === null) return problem(c, "cursor-invalid");
    const wait = wholeNumber(c.req.query("wait"), 0, 0, MAX_WAIT_SECONDS);
    if (wait === null) return problem(c, "limit-invalid");
    const merchant = merchantOf(c.env, credential.merchant);
    return answer(c, await merchant.watch(credential, after, wait, originOf(c)));
  })
  .post("/display/stream/tickets", display, async (c) => {
    const { display: credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).displayTicket(credential), 201);
  });
