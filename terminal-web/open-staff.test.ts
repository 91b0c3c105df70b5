import { afterEach, beforeEach, describe, it, vi } from "vitest";
import type { Ask } from "./api/call.ts";
import { createSpareText } from "./device/spare-text.ts";
import { createPassHolder } from "./device/staff-pass.ts";
import { openStaff } from "./open-staff.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MEI = { number: 1, name: "Mei", role: "cashier", lockedSeconds: 0 };

/** A till that locks after a minute, at a server with this staff. */
async function tillWith(staff: readonly object[]) {
  const asked: string[] = [];
  const server = { staff };
  const around = { idleMs: 0, isBusy: false };
  const ask = (async (_: unknown, { path }: { path: string }) => {
    asked.push(path);
    const value = path.endsWith("sign-ins")
      ? { session: "S", staff: MEI }
      : { staff: server.staff, lockAfterSeconds: 60 };
    return { ok: true, value, status: 200, sentAt: 0, receivedAt: 0 };
  }) as unknown as Ask;
  const holder = createPassHolder(
    createSpareText(() => undefined),
    "M.1",
  );
  const door = openStaff({
    ask,
    holder,
    idleMs: () => around.idleMs,
    isBusy: () => around.isBusy,
    changed: () => {},
  });
  await vi.advanceTimersByTimeAsync(1);
  return { door, asked, around, server };
}

describe("a till", () => {
  it("is nobody's until a PIN is shown, and locks when it is left, but not before a customer", async ({
    expect,
  }) => {
    const { door, asked, around } = await tillWith([MEI]);
    expect(door.isLocked()).toBe(true);
    await door.signIn(1, "2468");
    expect([door.isLocked(), door.cashier()]).toEqual([false, "Mei"]);
    Object.assign(around, { idleMs: 61_000, isBusy: true });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(door.isLocked()).toBe(false);
    around.isBusy = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(door.isLocked()).toBe(true);
    expect(asked).toContain("/staff/sign-out");
    door.stop();
  });

  it("is everybody's where there is no staff, and opens when the last one is taken off it", async ({
    expect,
  }) => {
    const { door, server } = await tillWith([]);
    expect(door.isLocked()).toBe(false);
    server.staff = [MEI];
    door.refused();
    await vi.advanceTimersByTimeAsync(1);
    expect(door.isLocked()).toBe(true);
    server.staff = [];
    await vi.advanceTimersByTimeAsync(5_000);
    expect(door.isLocked()).toBe(false);
    door.stop();
  });
});
