import { Hono } from "hono";
import { core } from "../../wasm/worker.ts";
import { MintTokens, WINDOW_SECONDS, type Windows, windowAt } from "../contract/token.ts";
import { counterOf, orderNumberText, terminalOf } from "../domain/order-number.ts";
import { body } from "./body.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Host, originOf } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { terminal } from "./terminal.ts";

/** How far ahead windows are handed out: what a stolen screen could know. */
const MAX_AHEAD_WINDOWS = 3600 / WINDOW_SECONDS;

/** The rotating code's windows, of an order or of the next number before it is placed. */
export const tokens = new Hono<Host>().post("/tokens", terminal, body(MintTokens), async (c) => {
  const { credential } = c.var;
  const input = c.req.valid("json");
  if (terminalOf(input.number) !== credential.terminal) return problem(c, "order-number-foreign");
  const present = windowAt(Date.now());
  const from = input.from ?? present;
  if (from < present - 1 || from + input.count > present + MAX_AHEAD_WINDOWS)
    return problem(c, "windows-invalid");
  const placed = await merchantOf(c.env, credential.merchant).cell(credential);
  if (!placed.ok) return answer(c, placed);
  const fields = {
    merchant: credential.merchant,
    terminal: credential.terminal,
    counter: counterOf(input.number),
    cell: placed.value.cell,
    window: from,
  };
  return c.json({
    number: orderNumberText(input.number),
    prefix: `${originOf(c).toUpperCase()}/T/`,
    from,
    tokens: core.issueWindows(fields, input.count),
    serverTime: new Date().toISOString(),
  } satisfies Windows);
});
