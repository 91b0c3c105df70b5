import { Hono } from "hono";
import { Policy, PutPlace } from "../contract/place.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import type { Host } from "./host.ts";
import { answer } from "./problem.ts";
import { terminal } from "./terminal.ts";

/** Where the till stands, and what the merchant wants done about place. */
export const place = new Hono<Host>()
  .put("/terminal/place", terminal("settings:write"), body(PutPlace), async (c) => {
    const { credential } = c.var;
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).putPlace(credential, c.req.valid("json")),
    );
  })
  .get("/policy", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).policy(credential));
  })
  .put("/policy", terminal("settings:write"), body(Policy), async (c) => {
    const { credential } = c.var;
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).putPolicy(credential, c.req.valid("json")),
    );
  });
