import { Hono } from "hono";
import { MintTokens } from "../contract/token.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import { type Host, originOf } from "./host.ts";
import { answer } from "./problem.ts";
import { terminal } from "./terminal.ts";

/** The rotating code's windows. */
export const tokens = new Hono<Host>().post(
  "/tokens",
  terminal("orders:write"),
  body(MintTokens),
  async (c) => {
    const { credential } = c.var;
    const wish = c.req.valid("json");
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).mint(credential, wish, originOf(c)),
    );
  },
);
