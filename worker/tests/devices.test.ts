import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, it, vi } from "vitest";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { Secret } from "../domain/capability.ts";
import { MAX_PROOFS } from "../merchant/door.ts";
import { Device, OwnerAtHome } from "./owner.ts";
import { type Reply, call } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => void vi.useRealTimers());

const pass = (minutes: number): void =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });

async function shopWithTill(): Promise<{ owner: OwnerAtHome; device: Device }> {
  const owner = await OwnerAtHome.join();
  const device = await Device.make();
  await device.enrol(owner.signedUp.terminalLink);
  return { owner, device };
}

describe("a device", () => {
  it("becomes a terminal by a code, once, and sells", async ({ expect }) => {
    const { owner, device } = await shopWithTill();
    expect((await device.send("GET", "/api/v1/terminal")).body.terminal).toMatchObject({
      number: 1,
    });
    const amount = { minor: 2350, currency: "EUR" };
    expect((await device.send("POST", "/api/v1/orders", { number: "1-1", amount })).status).toBe(
      201,
    );

    const thief = await Device.make();
    const taken = await thief.enrol(owner.signedUp.terminalLink);
    expect(taken.body.type).toContain("enrolment-unknown");
  });

  it("gets the same terminal when it asks again, since the answer may be lost", async ({
    expect,
  }) => {
    const { owner, device } = await shopWithTill();
    const before = device.credential;
    device.credential = "";
    expect((await device.enrol(owner.signedUp.terminalLink)).status).toBe(201);
    expect(device.credential).toBe(before);
    expect((await device.send("GET", "/api/v1/terminal")).status).toBe(200);
  });

  it("is not locked out by whoever repeats its enrolment", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const device = await Device.make();
    const code = String(owner.signedUp.terminalLink).split("#")[1];
    const proof = await device.proofFor("POST", "/api/v1/enrolments");
    const enrol = (sender: Device): Promise<Reply> =>
      sender.send("POST", "/api/v1/enrolments", { code }, proof);
    device.credential = (await enrol(device)).body.credential;
    await enrol(await Device.make());
    expect((await device.send("GET", "/api/v1/terminal")).status).toBe(200);

    const { body } = await owner.post("/api/v1/shop/terminals/1/move");
    const tablet = await Device.make();
    await tablet.enrol(body.link);
    await enrol(device);
    expect((await tablet.send("GET", "/api/v1/terminal")).status).toBe(200);
  });

  it("comes too late with a code of eleven minutes ago", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    pass(11);
    const device = await Device.make();
    expect((await device.enrol(owner.signedUp.terminalLink)).status).toBe(404);
  });

  it("stands where its owner said the shop is", async ({ expect }) => {
    const place = { latitude: 52.52, longitude: 13.405 };
    const owner = await OwnerAtHome.join({
      name: "Bakery",
      currency: "EUR",
      language: "en",
      place,
    });
    const device = await Device.make();
    await device.enrol(owner.signedUp.terminalLink);
    expect((await device.send("GET", "/api/v1/terminal")).body.terminal.cell).toHaveLength(8);
  });
});

describe("a terminal's credential", () => {
  it("is of no use without the device's key", async ({ expect }) => {
    const { device } = await shopWithTill();
    const path = "/api/v1/terminal";
    expect((await call("GET", path, undefined, device.credential)).status).toBe(401);
    const thief = await Device.make();
    thief.credential = device.credential;
    expect((await thief.send("GET", path)).status).toBe(401);
  });

  it("wants a proof of this very request", async ({ expect }) => {
    const { device } = await shopWithTill();
    await device.send("GET", "/api/v1/terminal");
    const send = async (proof: string): Promise<number> =>
      (await device.send("GET", "/api/v1/terminal", undefined, proof)).status;
    expect(await send(await device.proofFor("GET", "/api/v1/orders"))).toBe(401);
    expect(await send(await device.proofFor("POST", "/api/v1/terminal"))).toBe(401);
    expect(
      await send(await device.proofFor("GET", "/api/v1/terminal", "another.1.credential")),
    ).toBe(401);
    expect(await send("not.a.proof")).toBe(401);
    const proof = await device.proofFor("GET", "/api/v1/terminal");
    expect(await send(`${proof.slice(0, -4)}AAAA`)).toBe(401);
    expect(await send(proof)).toBe(200);
    expect(await send(proof)).toBe(401);
  });

  it("is not taken with a proof that may be forgotten, and is with the next", async ({
    expect,
  }) => {
    const { owner, device } = await shopWithTill();
    const path = "/api/v1/terminal";
    await device.send("GET", path);
    const proof = await device.proofFor("GET", path);
    const again = (): Promise<Reply> => device.send("GET", path, undefined, proof);
    const object = env.MERCHANT.getByName(owner.signedUp.merchant.id);
    expect((await again()).status).toBe(200);
    await evictDurableObject(object);
    expect((await again()).body.type).toContain("proof-stale");
    expect((await device.send("GET", path)).status).toBe(200);

    const admit = { terminal: 1, merchant: owner.signedUp.merchant.id };
    const secret = device.credential.split(".")[2] as Secret;
    const thumbprint = await calculateJwkThumbprint(await exportJWK(device.keys.publicKey));
    const seen = await device.proofFor("GET", path);
    const repeat = (): Promise<Reply> => device.send("GET", path, undefined, seen);
    expect((await repeat()).status).toBe(200);
    await runInDurableObject(object, (merchant) => {
      for (let i = 0; i < MAX_PROOFS; i++) {
        const filler = { thumbprint, id: `filler ${i}`, since: Date.now() };
        expect(
          merchant.terminal({ ...admit, secret, staff: null, scope: null, proof: filler }).ok,
        ).toBe(true);
      }
    });
    expect((await repeat()).body.type).toContain("proof-stale");
  });

  it("is taken from a device whose clock is a day off, by our nonce", async ({ expect }) => {
    const { device } = await shopWithTill();
    const old = await device.proofFor("GET", "/api/v1/terminal");
    pass(24 * 60);
    const refused = await device.send("GET", "/api/v1/terminal", undefined, old);
    expect(refused.body).toMatchObject({ status: 401, retryable: true });
    expect(refused.body.type).toContain("proof-stale");
    expect(refused.headers.get("www-authenticate")).toContain("use_dpop_nonce");
    vi.useRealTimers();
    device.nonce = refused.headers.get("dpop-nonce") ?? "";
    const late = await device.proofFor("GET", "/api/v1/terminal");
    pass(24 * 60);
    expect((await device.send("GET", "/api/v1/terminal", undefined, late)).status).toBe(200);
  });
});

describe("the owner", () => {
  it("sees each terminal with its last contact", async ({ expect }) => {
    const { owner, device } = await shopWithTill();
    await device.send("GET", "/api/v1/terminal");
    const { body } = await owner.send("GET", "/api/v1/shop");
    expect(body.terminals).toMatchObject([{ number: 1, kind: "device", isRevoked: false }]);
    expect(body.terminals[0].seenAt).not.toBeNull();
    expect(body.audit.map(({ action }: { action: string }) => action)).toContain(
      "terminal-enrolled",
    );
  });

  it("revokes a terminal with effect on its next call, its codes and its live channel", async ({
    expect,
  }) => {
    const { owner, device } = await shopWithTill();
    const minted = await device.send("POST", "/api/v1/tokens", { number: "1-1", count: 1 });
    expect((await owner.post("/api/v1/shop/terminals/1/revoke")).status).toBe(200);
    expect((await device.send("GET", "/api/v1/terminal")).status).toBe(401);
    const claim = { token: minted.body.tokens[0], key: "A".repeat(26) };
    expect((await call("POST", "/api/v1/claims", claim)).body.type).toContain("terminal-revoked");
    const next = await owner.post("/api/v1/shop/terminals", { name: "Till 2" });
    const other = await Device.make();
    await other.enrol(next.body.link);
    expect((await other.send("GET", "/api/v1/terminal")).body.terminal.number).toBe(2);
  });

  it("moves a terminal to another device, and the device before is refused", async ({ expect }) => {
    const { owner, device } = await shopWithTill();
    const { body } = await owner.post("/api/v1/shop/terminals/1/move");
    const tablet = await Device.make();
    await tablet.enrol(body.link);
    expect((await tablet.send("GET", "/api/v1/terminal")).body.terminal.number).toBe(1);
    expect((await device.send("GET", "/api/v1/terminal")).status).toBe(401);
  });

  it("cannot touch another shop's terminal, and learns nothing of it", async ({ expect }) => {
    const { device } = await shopWithTill();
    const stranger = await OwnerAtHome.join();
    expect((await stranger.post("/api/v1/shop/terminals/1/revoke")).status).toBe(404);
    expect((await stranger.send("PUT", "/api/v1/shop/terminals/9", { name: "Mine" })).status).toBe(
      404,
    );
    expect((await device.send("GET", "/api/v1/terminal")).status).toBe(200);
  });
});

describe("the audit trail", () => {
  it("names the first record that was changed or taken out", async ({ expect }) => {
    const { owner } = await shopWithTill();
    for (let i = 0; i < 20; i++) await owner.signIn();
    const check = async (): Promise<unknown> =>
      (await owner.send("GET", "/api/v1/shop/audit/check")).body.firstBroken;
    expect(await check()).toBeNull();
    const object = env.MERCHANT.getByName(owner.signedUp.merchant.id);
    const tamper = (statement: string): Promise<void> =>
      runInDurableObject(object, (_, { storage }) => {
        storage.sql.exec("DROP TRIGGER IF EXISTS audit_is_never_changed");
        storage.sql.exec("DROP TRIGGER IF EXISTS audit_is_never_deleted");
        storage.sql.exec(statement);
      });
    for (let seq = 1; seq <= 5; seq++) {
      await tamper(`UPDATE audit SET about = about || 'x' WHERE seq = ${seq}`);
      expect(await check()).toBe(seq);
      await tamper(
        `UPDATE audit SET about = substr(about, 1, length(about) - 1) WHERE seq = ${seq}`,
      );
      expect(await check()).toBeNull();
    }
    await tamper("DELETE FROM audit WHERE seq = 7");
    expect(await check()).toBe(7);
  });
});
