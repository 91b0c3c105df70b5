import { Hono } from "hono";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import { parseCredential } from "../contract/credential.ts";
import { merchantOf } from "../merchant/stub.ts";
import type { Host } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { wholeNumber } from "./query.ts";
import { terminal } from "./terminal.ts";

/** How a terminal learns what happened: by long poll, or live. */
export const events = new Hono<Host>()
  .get("/events", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    const after = wholeNumber(c.req.query("after"), 0, 0, Number.MAX_SAFE_INTEGER);
    if (after === null) return problem(c, "cursor-invalid");
    const wait = wholeNumber(c.req.query("wait"), 0, 0, MAX_WAIT_SECONDS);
    if (wait === null) return problem(c, "limit-invalid");
    return answer(c, await merchantOf(c.env, credential.merchant).events(credential, after, wait));
  })
  .post("/stream/tickets", terminal("orders:write"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).ticket(credential), 201);
  })
  .get("/stream", async (c) => {
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
      return problem(c, "request-malformed");
    if (wholeNumber(c.req.query("after"), 0, 0, Number.MAX_SAFE_INTEGER) === null)
      return problem(c, "cursor-invalid");
    const bearer = c.req.header("authorization")?.replace(/^bearer /i, "");
    const pass = parseCredential(c.req.query("ticket") ?? bearer ?? "");
    if (!pass) return problem(c, "unauthenticated");
    const opened = await merchantOf(c.env, pass.merchant).fetch(c.req.raw);
    return opened.status === 101
      ? new Response(null, opened)
      : problem(c, opened.status === 422 ? "cursor-invalid" : "unauthenticated");
  });
