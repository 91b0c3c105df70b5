import { Hono } from "hono";
import { PutRails } from "../contract/rails.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import type { Host } from "./host.ts";
import { answer } from "./problem.ts";
import { terminal } from "./terminal.ts";

/** The ways to pay that the merchant offers. */
export const rails = new Hono<Host>()
  .get("/rails", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).rails(credential));
  })
  .put("/rails", terminal("settings:write"), body(PutRails), async (c) => {
    const { credential } = c.var;
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).putRails(credential, c.req.valid("json")),
    );
  });
