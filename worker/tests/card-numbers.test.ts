import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { holdsCardNumber } from "../domain/card-number.ts";
import worker from "../index.ts";
import { DOORS, requestOf } from "./doors.ts";
import { Tenant } from "./tenant.ts";
import { ORIGIN, Till } from "./till.ts";

/** Published for tests (docs.stripe.com/testing): nobody's card. */
const CARD = "4242 4242 4242 4242";

const logged: string[] = [];
let tenant: Tenant;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  for (const level of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(parts.map(String).join(" "));
    });
  tenant = await Tenant.open("Ashgrove", 1, true);
}, 60_000);
afterEach(() => void vi.restoreAllMocks());

/** The same body with the card number in place of one text in it: as many bodies as there are texts. */
function planted(body: unknown): unknown[] {
  if (typeof body === "string") return [CARD, `${body} ${CARD}`];
  if (Array.isArray(body)) {
    const items: unknown[] = body;
    return items.flatMap((item, i) => planted(item).map((other) => items.with(i, other)));
  }
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    planted(value).map((other) => ({ ...body, [key]: other })),
  );
}

/** Everything that an object keeps, as text. */
function kept({ storage: { sql } }: DurableObjectState): string {
  const tables = sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .toArray()
    .filter(({ name }) => !name.startsWith("_cf_"));
  const rows = tables.flatMap(({ name }) => sql.exec(`SELECT * FROM "${name}"`).toArray());
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

async function listed(): Promise<string> {
  const { results: tables } = await env.DIRECTORY.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const rows = await Promise.all(
    tables.map(({ name }) => env.DIRECTORY.prepare(`SELECT * FROM "${name}"`).all()),
  );
  return rows.flatMap(({ results }) => results.map((row) => JSON.stringify(row))).join("\n");
}

it("a card number that is typed where a text may stand is refused on every route, kept nowhere and logged nowhere (T36)", async () => {
  const taken: string[] = [];
  let sent = 0;
  for (const [route, { opens, body }] of Object.entries(DOORS)) {
    if (!body) continue;
    const { method, path, headers } = requestOf(route, tenant.ids);
    for (const wrong of planted(body(tenant.ids))) {
      const shown = await tenant.headersOf(opens[0] ?? "nobody", method, path);
      const request = new Request(ORIGIN + path, {
        method,
        headers: { ...headers, ...shown },
        body: JSON.stringify(wrong),
      });
      const logging = { ...env, LOG_REQUESTS: "on" };
      const answer = await worker.fetch(request, logging, {} as ExecutionContext);
      sent += 1;
      const said = await answer.text();
      if (answer.status < 400) taken.push(`${route} ${JSON.stringify(wrong)} ${said}`);
      // Nor does a refusal say again what it refused.
      expect(holdsCardNumber(said), `${route}: ${said}`).toBe(false);
    }
  }
  expect(sent).toBeGreaterThan(60);
  expect(taken).toEqual([]);

  // What a shop's software may leave out, and people like to write into.
  const till = await Till.open();
  const item = { quantity: 1, unitPrice: 2350 };
  for (const more of [
    { note: `Paid by ${CARD}` },
    { note: CARD.replaceAll(" ", "-") },
    { lines: [{ ...item, name: CARD }] },
  ])
    expect((await till.place("1-1", 2350, more)).body.type).toContain("text-invalid");
  const { number } = await till.claimed();
  const reason = `back to ${CARD}`;
  const key = "A".repeat(26);
  const refund = await till.post(`/api/v1/orders/${number}/refunds`, { key, amount: 1, reason });
  expect(refund.body.type).toContain("text-invalid");

  const everything = [
    await runInDurableObject(tenant.object, (_, state) => kept(state)),
    await runInDurableObject(tenant.payer.object, (_, state) => kept(state)),
    await runInDurableObject(till.object, (_, state) => kept(state)),
    await listed(),
    ...logged,
  ].join("\n");
  expect(everything).toContain("Ashgrove");
  expect(logged.length).toBeGreaterThanOrEqual(sent);
  const lines = everything.split("\n").filter((line) => /4242\D{0,2}4242/.test(line));
  expect(lines).toEqual([]);
}, 120_000);
