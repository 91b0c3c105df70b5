import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { SCOPES, type Scope } from "../contract/api-key.ts";
import { type Door, DOORS } from "./doors.ts";
import { Device, OwnerAtHome } from "./owner.ts";
import { type Reply, call, newSecret } from "./till.ts";

interface Key {
  readonly number: number;
  readonly key: string;
}

async function makeKey(owner: OwnerAtHome, ...scopes: Scope[]): Promise<Key> {
  const made = await owner.post("/api/v1/shop/keys", { name: "Web shop", scopes });
  expect(made.status).toBe(201);
  return made.body;
}

const sell = (key: string, number: string): Promise<Reply> =>
  call("POST", "/api/v1/orders", { number, amount: { minor: 450, currency: "EUR" } }, key);

const lineOf = async (owner: OwnerAtHome, number: number): Promise<Reply["body"]> =>
  (await owner.send("GET", "/api/v1/shop")).body.terminals.find(
    (line: { number: number }) => line.number === number,
  );

function pass(seconds: number): void {
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

describe("a key for the shop's own software", () => {
  it("sells under a terminal's number of its own, is shown once, and kept as a hash", async () => {
    const owner = await OwnerAtHome.join();
    const { number, key } = await makeKey(owner, "orders:read", "orders:write");
    expect((await sell(key, `${number}-1`)).status).toBe(201);
    expect((await call("GET", `/api/v1/orders/${number}-1`, undefined, key)).status).toBe(200);
    const line = await lineOf(owner, number);
    expect(line).toMatchObject({ kind: "software", name: "Web shop" });
    expect(line.key).toEqual({ scopes: ["orders:read", "orders:write"], formerUntil: null });
    expect(line.seenAt).not.toBeNull();
    const secret = key.split(".")[2] ?? "";
    expect(secret.length * 5).toBeGreaterThanOrEqual(128);
    const object = env.MERCHANT.getByName(owner.signedUp.merchant.id);
    await runInDurableObject(object, (_, state) => {
      const tables = state.storage.sql
        .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
        .toArray();
      for (const { name } of tables.filter((table) => !table.name.startsWith("_"))) {
        const rows = state.storage.sql.exec(`SELECT * FROM "${name}"`).toArray();
        expect(JSON.stringify(rows), name).not.toContain(secret);
      }
    });
    const { audit } = (await owner.send("GET", "/api/v1/shop")).body;
    expect(audit[0]).toMatchObject({ actor: "owner 1", action: "key-made" });
  });

  it("opens the calls of its scopes, and every other answers that it was not made for that", async () => {
    const owner = await OwnerAtHome.join();
    const ids = { order: "9-1", paid: "9-1", display: "1", displayLink: newSecret(), staff: "1" };
    const tills = Object.entries(DOORS).filter(([, { opens }]) => opens.includes("terminal"));
    const opened = new Map<string, Scope[]>();
    for (const scope of SCOPES) {
      const { key } = await makeKey(owner, scope);
      for (const [route, door] of tills) {
        const reply = await knock(route, door, ids as never, key);
        if (reply.body.type?.endsWith("/scope-missing")) continue;
        opened.set(route, [...(opened.get(route) ?? []), scope]);
      }
    }
    // Each call belongs to exactly one scope.
    expect(tills.map(([route]) => [route, opened.get(route)?.length])).toEqual(
      tills.map(([route]) => [route, 1]),
    );
    expect(opened.get("POST /api/v1/orders/:number/refunds")).toEqual(["refunds:write"]);
    expect(opened.get("GET /api/v1/sheets/journal")).toEqual(["reports:read"]);
    expect(opened.get("PUT /api/v1/policy")).toEqual(["settings:write"]);
  }, 60_000);

  it("is rotated with an overlap in which both secrets are good, and without one", async () => {
    const owner = await OwnerAtHome.join();
    const { number, key } = await makeKey(owner, "orders:write");
    const path = `/api/v1/shop/keys/${number}/rotate`;
    const { body: next } = await owner.post(path, { overlapSeconds: 3_600 });
    expect(next.number).toBe(number);
    expect([
      (await sell(key, `${number}-1`)).status,
      (await sell(next.key, `${number}-2`)).status,
    ]).toEqual([201, 201]);
    expect((await lineOf(owner, number)).key.formerUntil).not.toBeNull();
    pass(3_601);
    expect([
      (await sell(key, `${number}-3`)).status,
      (await sell(next.key, `${number}-3`)).status,
    ]).toEqual([401, 201]);
    await owner.signIn();
    const { body: last } = await owner.post(path, { overlapSeconds: 0 });
    expect([
      (await sell(next.key, `${number}-4`)).status,
      (await sell(last.key, `${number}-4`)).status,
    ]).toEqual([401, 201]);
  });

  it("is refused from the moment it is revoked, and cannot be rotated any more", async () => {
    const owner = await OwnerAtHome.join();
    const { number, key } = await makeKey(owner, "orders:write");
    await owner.post(`/api/v1/shop/keys/${number}/rotate`, { overlapSeconds: 3_600 });
    await owner.post(`/api/v1/shop/terminals/${number}/revoke`);
    expect((await sell(key, `${number}-1`)).status).toBe(401);
    const again = await owner.post(`/api/v1/shop/keys/${number}/rotate`, { overlapSeconds: 0 });
    expect(again.body.type).toContain("not-found");
  });

  it("is made by an owner who has just shown a passkey, twenty times at most", async () => {
    const owner = await OwnerAtHome.join();
    for (let made = 0; made < 20; made++) await makeKey(owner, "orders:read");
    const wish = { name: "One more", scopes: ["orders:read"] };
    expect((await owner.post("/api/v1/shop/keys", wish)).body.type).toContain("too-many");
    // A till is no key: there is nothing to rotate.
    await (await Device.make()).enrol(owner.signedUp.terminalLink);
    const till = await owner.post("/api/v1/shop/keys/21/rotate", { overlapSeconds: 0 });
    expect(till.body.type).toContain("not-found");
    pass(660);
    expect((await owner.post("/api/v1/shop/keys", wish)).body.type).toContain("sign-in-again");
  });

  it.for([
    [{ name: "", scopes: ["orders:read"] }, "text-invalid"],
    [{ name: "Web", scopes: [] }, "schema-invalid"],
    [{ name: "Web", scopes: ["orders:read", "orders:read"] }, "schema-invalid"],
    [{ name: "Web", scopes: ["everything"] }, "schema-invalid"],
    [{ name: "Web", scopes: "orders:read" }, "schema-invalid"],
  ] as const)("is not made of %j", async ([wish, problem]) => {
    const owner = await OwnerAtHome.join();
    expect((await owner.post("/api/v1/shop/keys", wish)).body.type).toContain(problem);
  });
});

/** Uses a route as its line among the doors says. */
function knock(route: string, door: Door, ids: never, key: string): Promise<Reply> {
  const [method = ""] = route.split(" ");
  return call(method, door.path(ids), door.body?.(ids), key);
}
