import { describe, it } from "vitest";
import { ORDER_CHARACTERISTIC, ORDER_SERVICE } from "../../worker/payer/near-service.ts";
import { BATTERY, EDDYSTONE, ORDER, UART } from "./profile.ts";

describe("the beacon's UUIDs", () => {
  it("are the ones that a phone at the counter looks for", ({ expect }) => {
    expect([ORDER.service, ORDER.order]).toEqual([ORDER_SERVICE, ORDER_CHARACTERISTIC]);
  });

  it("are written as browsers want them, and no two are the same", ({ expect }) => {
    const all = [EDDYSTONE, UART, ORDER, BATTERY].flatMap((group) => Object.values(group));
    for (const uuid of all) expect(uuid).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(new Set(all).size).toBe(all.length);
  });
});
