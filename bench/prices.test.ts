import { describe, it } from "vitest";
import { billOf } from "./sale/prices.ts";

const NOTHING = {
  requests: 0,
  cpuMs: 0,
  objectCalls: 0,
  gigabyteSeconds: 0,
  rowsRead: 0,
  rowsWritten: 0,
  storedGigabytes: 0,
};

describe("a month's bill", () => {
  it("is the plan where all is included", ({ expect }) => {
    expect(billOf(NOTHING).usd).toBe(5);
    expect(billOf({ ...NOTHING, requests: 10e6, cpuMs: 30e6 }).usd).toBe(5);
  });

  it("is what Cloudflare's own examples come to", ({ expect }) => {
    // workers/platform/pricing, examples 1 and 4.
    expect(billOf({ ...NOTHING, requests: 15e6, cpuMs: 7 * 15e6 }).usd).toBeCloseTo(8, 2);
    expect(billOf({ ...NOTHING, requests: 100e6, cpuMs: 7 * 100e6 }).usd).toBeCloseTo(45.4, 2);
    // durable-objects/platform/pricing, example 4: the duration's own line.
    expect(billOf({ ...NOTHING, gigabyteSeconds: 552_960 }).lines.gigabyteSeconds).toBeCloseTo(
      1.91,
      2,
    );
  });
});
