import { afterEach, beforeAll, describe, it, vi } from "vitest";
import { Device, OwnerAtHome } from "./owner.ts";
import { newSecret } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => void vi.useRealTimers());

const pass = (seconds: number): void =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

const MEI = { name: "Mei", role: "cashier", pin: "2468" } as const;
const OTTO = { name: "Otto", role: "manager", pin: "13579" } as const;
const RULES = {
  refundLimit: { manager: 5_000, cashier: 1_000 },
  cashierMay: { drawer: true, reports: false, settings: false },
  lockAfterSeconds: 60,
};

/** A shop with a cashier (1), a manager (2), and a till. */
async function staffedShop(): Promise<{ owner: OwnerAtHome; device: Device }> {
  const owner = await OwnerAtHome.join();
  const device = await Device.make();
  await device.enrol(owner.signedUp.terminalLink);
  for (const member of [MEI, OTTO]) await owner.post("/api/v1/shop/staff", member);
  await owner.send("PUT", "/api/v1/shop/staff-rules", RULES);
  return { owner, device };
}

const problemOf = ({ body }: { body: { type?: string } }): string =>
  (body.type ?? "").split("/").at(-1) ?? "";

const place = (device: Device, number: string, minor: number) =>
  device.send("POST", "/api/v1/orders", { number, amount: { minor, currency: "EUR" } });

/** A sale that was paid in cash. */
async function sold(device: Device, number: string, minor: number): Promise<void> {
  await place(device, number, minor);
  const cash = { key: newSecret(), tendered: minor };
  await device.send("POST", `/api/v1/orders/${number}/cash`, cash);
}

const refund = (device: Device, number: string, amount: number, approval?: string) =>
  device.send("POST", `/api/v1/orders/${number}/refunds`, {
    key: newSecret(),
    amount,
    reason: "Wrong item",
    ...(approval && { approval }),
  });

describe("a shop without staff", () => {
  it("asks nobody, and names nobody", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const device = await Device.make();
    await device.enrol(owner.signedUp.terminalLink);
    expect((await device.send("GET", "/api/v1/staff")).body.staff).toEqual([]);
    const { status, body } = await place(device, "1-1", 500);
    expect([status, body.cashier]).toEqual([201, undefined]);
  });
});

describe("a sale", () => {
  it("waits until somebody has shown their PIN, and names them, as cash and refunds do", async ({
    expect,
  }) => {
    const { owner, device } = await staffedShop();
    expect(problemOf(await place(device, "1-1", 2_000))).toBe("staff-signed-out");
    expect((await device.signIn(1, MEI.pin)).body.staff).toMatchObject({ name: "Mei" });
    await sold(device, "1-1", 2_000);
    await refund(device, "1-1", 300);
    const { body } = await device.send("GET", "/api/v1/orders/1-1");
    expect(body).toMatchObject({ cashier: "Mei", cashBy: "Mei", refunds: [{ cashier: "Mei" }] });
    const { audit } = (await owner.send("GET", "/api/v1/shop")).body;
    expect(audit[0]).toMatchObject({ action: "refunded", actor: "staff 1 at terminal 1" });
    expect((await owner.send("GET", "/api/v1/shop/audit/check")).body.firstBroken).toBeNull();
  });

  it("is the one that was sent before, whoever sends it again", async ({ expect }) => {
    const { device } = await staffedShop();
    await device.signIn(1, MEI.pin);
    await place(device, "1-1", 2_000);
    await device.signIn(2, OTTO.pin);
    const { status, body } = await place(device, "1-1", 2_000);
    expect([status, body.cashier]).toEqual([200, "Mei"]);
  });
});

describe("a pass", () => {
  it("is of no use once it is forged, of another till, old, ended, or of somebody who left", async ({
    expect,
  }) => {
    const { owner, device } = await staffedShop();
    const other = await Device.make();
    await other.enrol((await owner.post("/api/v1/shop/terminals", { name: "Two" })).body.link);
    await device.signIn(1, MEI.pin);
    const mine = device.staff;
    expect((await place(device, "1-1", 100)).status).toBe(201);
    const tryWith = async (at: Device, staff: string, number: string): Promise<string> => {
      at.staff = staff;
      return problemOf(await place(at, number, 100));
    };
    expect(await tryWith(other, mine, "2-1")).toBe("staff-signed-out");
    expect(await tryWith(device, newSecret(), "1-2")).toBe("staff-signed-out");
    device.staff = mine;
    await device.send("POST", "/api/v1/staff/sign-out");
    expect(await tryWith(device, mine, "1-2")).toBe("staff-signed-out");

    await device.signIn(1, MEI.pin);
    await owner.send("PUT", "/api/v1/shop/staff/1/pin", { pin: "9999" });
    expect(problemOf(await place(device, "1-2", 100))).toBe("staff-signed-out");
    await device.signIn(1, "9999");
    await owner.post("/api/v1/shop/staff/1/remove");
    expect(problemOf(await place(device, "1-2", 100))).toBe("staff-signed-out");
    await device.signIn(2, OTTO.pin);
    pass(60 + 301);
    expect(problemOf(await place(device, "1-2", 100))).toBe("staff-signed-out");
  });
});

describe("a role", () => {
  it("gives back what it may, and more with the PIN of somebody who may, once", async ({
    expect,
  }) => {
    const { device } = await staffedShop();
    await device.signIn(1, MEI.pin);
    await sold(device, "1-1", 9_000);
    expect(problemOf(await refund(device, "1-1", 1_001))).toBe("refund-above-limit");
    expect((await refund(device, "1-1", 1_000)).status).toBe(200);
    const cashier = device.staff;
    const approval = (await device.signIn(2, OTTO.pin)).body.session;
    device.staff = cashier;
    expect(problemOf(await refund(device, "1-1", 4_001, newSecret()))).toBe("refund-above-limit");
    const { body } = await refund(device, "1-1", 4_000, approval);
    expect(body.refunds[1]).toMatchObject({ cashier: "Mei", approver: "Otto" });
    expect(problemOf(await refund(device, "1-1", 1, approval))).toBe("refund-above-limit");
  });

  it("reads the books and changes the settings only where the owner lets it", async ({
    expect,
  }) => {
    const { owner, device } = await staffedShop();
    await device.signIn(1, MEI.pin);
    const there = { place: null };
    const calls = async (): Promise<string[]> => [
      problemOf(await device.send("GET", "/api/v1/ledger")),
      problemOf(await device.send("GET", "/api/v1/settlements")),
      problemOf(await device.send("PUT", "/api/v1/terminal/place", there)),
      problemOf(await device.send("POST", "/api/v1/terminal/displays/links")),
    ];
    expect(await calls()).toEqual(Array(4).fill("staff-not-allowed"));
    const cashierMay = { drawer: true, reports: true, settings: true };
    await owner.send("PUT", "/api/v1/shop/staff-rules", { ...RULES, cashierMay });
    expect(await calls()).toEqual(Array(4).fill(""));
  });
});

describe("PINs", () => {
  it("are looked at five times, of 64 that are tried at once, and then the right one waits too", async ({
    expect,
  }) => {
    const { device } = await staffedShop();
    const tries = Array.from({ length: 64 }, (_, i) => device.signIn(1, String(3_000 + i)));
    const answers = (await Promise.all(tries)).map(problemOf);
    expect(answers.filter((answer) => answer === "pin-wrong")).toHaveLength(5);
    expect(answers.filter((answer) => answer === "pin-locked")).toHaveLength(59);
    const refused = await device.signIn(1, MEI.pin);
    expect(problemOf(refused)).toBe("pin-locked");
    const { staff } = (await device.send("GET", "/api/v1/staff")).body;
    expect(staff[0].lockedSeconds).toBeGreaterThan(20);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(
      staff[0].lockedSeconds,
    );
    expect(staff[1].lockedSeconds).toBe(0);
    pass(31);
    expect((await device.signIn(1, MEI.pin)).status).toBe(201);
  });

  it("are counted for the till as well, so that nobody tries them name by name", async ({
    expect,
  }) => {
    const { owner, device } = await staffedShop();
    for (const name of ["An", "Bo", "Cy"])
      await owner.post("/api/v1/shop/staff", { ...MEI, name, role: "cashier" });
    const tries = [1, 2, 3, 4].flatMap((staff) =>
      Array.from({ length: 4 }, () => device.signIn(staff, "0000")),
    );
    const answers = (await Promise.all(tries)).map(problemOf);
    expect(answers.filter((answer) => answer === "pin-wrong")).toHaveLength(15);
    const refused = await device.signIn(5, MEI.pin);
    expect(problemOf(refused)).toBe("pin-locked");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(20);
  });
});
