import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Payer } from "./payer.ts";
import { Till } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => void vi.useRealTimers());

const HOUR_MS = 3600 * 1000;
/** Of a passkey that cannot leave its device: neither eligible for backup nor backed up; 0x40 with a new one. */
const BOUND = { flags: 0x05 };
const BOUND_AT_FIRST = { flags: 0x45 };

/** A wallet with 400.00 in it, on the phone that opened it. */
async function rich(passkey = {}): Promise<{ till: Till; payer: Payer }> {
  const till = await Till.open();
  // Larger amounts ask for nothing else here.
  const anywhere = { radiusMetres: null, floorMinor: 0, whenUnknown: "accept", whenAway: "ask" };
  expect((await till.put("/api/v1/policy", anywhere)).status).toBe(200);
  const payer = await Payer.open(passkey);
  const { id } = await till.claimed();
  for (let i = 0; i < 2; i++) await payer.topUp(id, 20_000);
  return { till, payer };
}

async function pays(till: Till, payer: Payer, minor: number, wrong = {}): Promise<unknown[]> {
  const { id } = await till.claimed(minor);
  const { body: offer } = await payer.offer(id);
  const { status, body } = await payer.confirm(id, offer, wrong);
  return [offer.obstacle, status, status === 402 ? body.detail : body.state];
}

const PAID = [null, 201, "posted"];
const TOO_NEW = ["new-phone", 402, "over-limit"];

describe("a wallet on a phone that has found it by a passkey that syncs (T18)", () => {
  it("pays little for a day, and then what it always may", async () => {
    const { till, payer } = await rich();
    const found = await payer.onAnotherPhone();
    expect(await pays(till, found, 5_001)).toEqual(TOO_NEW);
    expect(await pays(till, found, 5_000)).toEqual(PAID);
    expect(await pays(till, found, 5_000)).toEqual(PAID);
    // A fifth of what a wallet may pay in a day, however small the payments are.
    expect(await pays(till, found, 1)).toEqual(TOO_NEW);
    expect(await pays(till, payer, 5_001)).toEqual(PAID);
    expect(await payer.balance()).toEqual({ available: 24_999, held: 0 });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * HOUR_MS });
    expect(await pays(till, found, 10_000)).toEqual(PAID);
  });

  it.for([
    { phone: "the one that opened it", hours: 0, wrong: {}, isFound: false, minor: 20_000 },
    { phone: "the one that opened it", hours: 23, wrong: {}, isFound: false, minor: 20_000 },
    { phone: "one that has found it", hours: 23, wrong: {}, isFound: true, minor: 20_000 },
    { phone: "one that has found it", hours: 25, wrong: {}, isFound: true, minor: 20_000 },
    { phone: "one that has found it", hours: 0, wrong: BOUND, isFound: true, minor: 20_000 },
    { phone: "one that has found it", hours: 0, wrong: {}, isFound: true, minor: 5_000 },
  ])("$phone, $hours h on, $minor", async ({ hours, wrong, isFound, minor }) => {
    const { till, payer } = await rich(wrong === BOUND ? BOUND_AT_FIRST : {});
    const phone = isFound ? await payer.onAnotherPhone(wrong) : payer;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * HOUR_MS });
    const isCautious = isFound && hours < 24 && wrong !== BOUND && minor > 5_000;
    expect(await pays(till, phone, minor, wrong)).toEqual(isCautious ? TOO_NEW : PAID);
  });

  it("says so on the bill, with what it may pay", async () => {
    const { till, payer } = await rich();
    const found = await payer.onAnotherPhone();
    const { id } = await till.claimed(6_000);
    const page = (await found.get(`/C/${id}`)).body as string;
    expect(page).toContain("it may pay €50.00 at once and €100.00 a day");
  });
});
