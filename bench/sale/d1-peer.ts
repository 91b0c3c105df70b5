import { Hono } from "hono";
import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { MakeClaim, MakeInstruction } from "../../worker/contract/claim.ts";
import { PlaceOrder, billOf } from "../../worker/contract/order.ts";
import { sightingOf } from "../../worker/contract/sighting.ts";
import { parseTokenRoots } from "../../worker/contract/token-roots.ts";
import { type MerchantId, parseCapability, secretFrom } from "../../worker/domain/capability.ts";
import type { OrderCommand } from "../../worker/domain/decide.ts";
import { instant, later } from "../../worker/domain/instant.ts";
import { matchCodeFrom } from "../../worker/domain/match-code.ts";
import { ZERO } from "../../worker/domain/money.ts";
import type { Order } from "../../worker/domain/order.ts";
import type { OrderNumber } from "../../worker/domain/order-number.ts";
import { NO_PLACE } from "../../worker/domain/place.ts";
import { step } from "../../worker/domain/step.ts";
import { body } from "../../worker/http/body.ts";
import type { Host } from "../../worker/http/host.ts";
import { problem } from "../../worker/http/problem.ts";

// The peer: the same rules, the same token check, the same wire, kept in D1 alone with optimistic updates. It does
// less than the product: no terminal's credential, no live channel, no alarm.
core.loadRoots(parseTokenRoots(env.TOKEN_ROOTS));

const MAX_TRIES = 20;
const POLICY = { radius: null, floor: ZERO, whenUnknown: "accept", whenAway: "ask" } as const;
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Reads, decides, and writes if nobody wrote meanwhile; otherwise once more. */
async function handle(
  database: D1Database,
  merchant: MerchantId,
  number: OrderNumber,
  command: OrderCommand,
): Promise<Order> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const now = instant(Date.now());
    const find = database.prepare(
      "SELECT state, version FROM orders WHERE merchant = ? AND number = ?",
    );
    const row = await find.bind(merchant, number).first<{ state: string; version: number }>();
    const found = row ? (JSON.parse(row.state) as Order) : null;
    const { order, events, refusal } = step(found, command, now);
    if (refusal || !order) throw new Error(refusal ?? "no order");
    const version = row?.version ?? 0;
    const save = row
      ? database
          .prepare(
            "UPDATE orders SET state = ?, version = version + 1 WHERE merchant = ? AND number = ? AND version = ?",
          )
          .bind(JSON.stringify(order), merchant, number, version)
      : database
          .prepare(
            "INSERT INTO orders (state, merchant, number, version) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING",
          )
          .bind(JSON.stringify(order), merchant, number);
    const append = events.map((event) =>
      database
        .prepare(
          "INSERT INTO events (merchant, number, at, event) SELECT ?, ?, ?, ? WHERE changes() > 0",
        )
        .bind(merchant, number, now, JSON.stringify(event)),
    );
    const [saved] = await database.batch([save, ...append]);
    if (saved && saved.meta.changes > 0) return order;
  }
  throw new Error("too many others wrote");
}

export default new Hono<Host>()
  .post("/setup", async (c) => {
    await c.env.DIRECTORY.batch([
      c.env.DIRECTORY.prepare(
        "CREATE TABLE IF NOT EXISTS orders (merchant TEXT, number INTEGER, version INTEGER, state TEXT, PRIMARY KEY (merchant, number)) WITHOUT ROWID",
      ),
      c.env.DIRECTORY.prepare(
        "CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, merchant TEXT, number INTEGER, at INTEGER, event TEXT)",
      ),
    ]);
    return c.json({});
  })
  .post("/tokens/:merchant/:counter", (c) => {
    const { merchant, counter } = c.req.param();
    const window = Math.floor(Date.now() / 10_000);
    const fields = { merchant, terminal: 1, counter: Number(counter), cell: 0, window };
    return c.json({ tokens: core.issueWindows(fields, 1) });
  })
  .post("/orders/:merchant", body(PlaceOrder), async (c) => {
    const { number, amount, lines, note } = c.req.valid("json");
    const placedAt = instant(Date.now());
    const terms = { number, amount, lines, note, placedAt, expiresAt: later(placedAt, 300_000) };
    const merchant = c.req.param("merchant") as MerchantId;
    return c.json(
      billOf(await handle(c.env.DIRECTORY, merchant, number, { type: "place", terms })),
      201,
    );
  })
  .post("/claims", body(MakeClaim), async (c) => {
    const wish = c.req.valid("json");
    const { token = "", key } = wish;
    const seen = sightingOf(core, token, Date.now());
    if (!seen.ok) return problem(c, seen.reason);
    const { merchant, number, tokenAgeMs, cell } = seen.value;
    const sighting = {
      channel: "qr",
      tokenAgeMs,
      cell,
      place: NO_PLACE,
      arrivedAt: instant(Date.now()),
    } as const;
    const code = matchCodeFrom(random(9));
    const order = await handle(c.env.DIRECTORY, merchant, number, {
      type: "claim",
      key,
      sighting,
      policy: POLICY,
      code,
    });
    return c.json({ id: `${merchant}.${c.req.query("number")}.${key}`, bill: billOf(order) }, 201);
  })
  .post("/claims/:id/instructions", body(MakeInstruction), async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    const { key, rail } = c.req.valid("json");
    const { merchant, number, secret } = claim;
    const paying = await handle(c.env.DIRECTORY, merchant, number, {
      type: "instruct",
      claim: secret,
      key,
      rail,
      isTest: true,
    });
    if (paying.status !== "paying") return problem(c, "claim-ended");
    const { ordinal } = paying.attempt;
    const receipt = secretFrom(random(26));
    const amount = paying.terms.amount;
    const paid = await handle(c.env.DIRECTORY, merchant, number, {
      type: "capture",
      ordinal,
      rail,
      amount,
      receipt,
      isHeld: false,
      remote: null,
    });
    return c.json({ state: paid.status });
  });
