import { Hono } from "hono";
import { core } from "../../wasm/worker.ts";
import { MakeRefund, PlaceOrder, TakeCash } from "../contract/order.ts";
import { ORDERS } from "../contract/quota.ts";
import { parseOrderNumber } from "../domain/order-number.ts";
import { body } from "./body.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Host, originOf } from "./host.ts";
import { metered } from "./metered.ts";
import { answer, problem } from "./problem.ts";
import { orderPageWish } from "./query.ts";
import { terminal } from "./terminal.ts";

/** The terminal's own orders. */
export const orders = new Hono<Host>()
  .get("/terminal", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).terminal(credential));
  })
  .post("/orders", metered(ORDERS), terminal("orders:write"), body(PlaceOrder), async (c) => {
    const { credential } = c.var;
    const input = c.req.valid("json");
    const placed = await merchantOf(c.env, credential.merchant).place(credential, input);
    if (!placed.ok) return problem(c, placed.reason);
    c.set("left", placed.value.left);
    return c.json(placed.value.order, placed.value.isNew ? 201 : 200);
  })
  .get("/orders", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    const wish = orderPageWish(c.req.query());
    if (!wish.ok) return problem(c, wish.reason);
    const { before, limit } = wish.value;
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).orders(credential, before, limit),
    );
  })
  .get("/orders/:number", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    return answer(c, await merchantOf(c.env, credential.merchant).order(credential, number));
  })
  .get("/orders/:number/parts", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    return answer(c, await merchantOf(c.env, credential.merchant).parts(credential, number));
  })
  .post("/orders/:number/cash", terminal("orders:write"), body(TakeCash), async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    const cash = c.req.valid("json");
    return answer(
      c,
      await merchantOf(c.env, credential.merchant).takeCash(credential, number, cash),
    );
  })
  .post("/orders/:number/refunds", terminal("refunds:write"), body(MakeRefund), async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    const wish = c.req.valid("json");
    return answer(c, await merchantOf(c.env, credential.merchant).refund(credential, number, wish));
  })
  .get("/ledger", terminal("reports:read"), async (c) => {
    const { credential } = c.var;
    return answer(c, await merchantOf(c.env, credential.merchant).ledger(credential));
  })
  .get("/orders/:number/code.svg", terminal("orders:read"), async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    const code = await merchantOf(c.env, credential.merchant).code(credential, number, originOf(c));
    if (!code.ok) return problem(c, code.reason);
    const { prefix, tokens } = code.value;
    return c.body(core.tokenSvg(prefix, tokens[0] ?? ""), 200, { "content-type": "image/svg+xml" });
  })
  .post("/orders/:number/cancel", terminal("orders:write"), async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    return answer(c, await merchantOf(c.env, credential.merchant).cancel(credential, number));
  });
