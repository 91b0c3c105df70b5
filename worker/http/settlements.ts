import { type Context, Hono } from "hono";
import { CloseDay, PutDay } from "../contract/settlement.ts";
import { merchantOf } from "../merchant/stub.ts";
import { body } from "./body.ts";
import { csvText } from "./csv.ts";
import { type Host, originOf } from "./host.ts";
import { answer, problem } from "./problem.ts";
import { orderPageWish, wholeNumber } from "./query.ts";
import { terminal } from "./terminal.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const MAX_ROWS = 1_000;

/** How the day went, its closing, and lists of it for a spreadsheet. */
export const settlements = new Hono<Host>()
  .get("/day", terminal("reports:read"), async (c) =>
    answer(c, await objectOf(c).day(c.var.credential)),
  )
  .put("/day", terminal("settings:write"), body(PutDay), async (c) =>
    answer(c, await objectOf(c).putDay(c.var.credential, c.req.valid("json").timeZone)),
  )
  .get("/settlements", terminal("reports:read"), async (c) => {
    const limit = wholeNumber(c.req.query("limit"), 20, 1, 100);
    if (limit === null) return problem(c, "limit-invalid");
    const before = wholeNumber(c.req.query("before"), MAX, 1, MAX);
    if (before === null) return problem(c, "cursor-invalid");
    return answer(c, await objectOf(c).settlements(c.var.credential, before, limit));
  })
  .post("/settlements", terminal("settings:write"), body(CloseDay), async (c) =>
    answer(c, await objectOf(c).closeDay(c.var.credential, c.req.valid("json").after)),
  )
  .get("/top-ups", terminal("reports:read"), async (c) => {
    const wish = orderPageWish(c.req.query());
    if (!wish.ok) return problem(c, wish.reason);
    const { before, limit } = wish.value;
    return answer(c, await objectOf(c).topUps(c.var.credential, before, limit));
  })
  .get("/sheets/orders", terminal("reports:read"), (c) => sheet(c, "orders"))
  .get("/sheets/journal", terminal("reports:read"), (c) => sheet(c, "journal"));

const objectOf = (c: Context<Host>) => merchantOf(c.env, c.var.credential.merchant);

/** A page of a list as text/csv (RFC 4180), and the next one's address in a Link header (RFC 8288) where there is one. */
async function sheet(c: Context<Host>, name: "orders" | "journal"): Promise<Response> {
  const limit = wholeNumber(c.req.query("limit"), MAX_ROWS, 1, MAX_ROWS);
  if (limit === null) return problem(c, "limit-invalid");
  const settlement = wholeNumber(c.req.query("settlement"), 0, 0, MAX);
  const after = wholeNumber(c.req.query("after"), 0, 0, MAX);
  if (settlement === null || after === null) return problem(c, "cursor-invalid");
  const { credential } = c.var;
  const page = await objectOf(c).sheet(credential, name, settlement, after, limit);
  if (!page.ok) return problem(c, page.reason);
  const { columns, rows, next } = page.value;
  if (next !== null) {
    const more = new URL(`/api/v1/sheets/${name}`, originOf(c));
    more.search = new URLSearchParams(
      Object.entries({ settlement, limit, after: next }).map(([key, value]) => [key, `${value}`]),
    ).toString();
    c.header("link", `<${more.href}>; rel="next"`);
  }
  return c.body(csvText(after === 0 ? [columns, ...rows] : rows), 200, {
    "content-type": "text/csv; charset=utf-8; header=present",
  });
}
