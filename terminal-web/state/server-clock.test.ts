import { describe, it } from "vitest";
import { UNSET_CLOCK, hearTime, serverTimeAt } from "./server-clock.ts";

const sample = (server: number, sentAt: number, receivedAt: number) => ({
  serverTime: new Date(server).toISOString(),
  sentAt,
  receivedAt,
});

describe("the server's clock", () => {
  it("is taken to be half a round trip after the question", ({ expect }) => {
    const clock = hearTime(UNSET_CLOCK, sample(1_000_100, 1_000, 1_200));
    expect(serverTimeAt(clock, 2_000)).toBe(1_001_000);
    expect(clock.errorMs).toBe(100);
  });

  it("keeps the sample of the shorter round trip", ({ expect }) => {
    const good = hearTime(UNSET_CLOCK, sample(1_000_100, 1_000, 1_020));
    expect(hearTime(good, sample(1_000_700, 1_000, 1_900))).toBe(good);
  });

  it("believes a sample that contradicts the old one: somebody set our clock", ({ expect }) => {
    const good = hearTime(UNSET_CLOCK, sample(1_000_000, 1_000, 1_020));
    const dayMs = 86_400_000;
    const later = hearTime(good, sample(1_005_000, 6_000 + dayMs, 6_800 + dayMs));
    expect(later.aheadMs).toBe(1_005_000 - 6_400 - dayMs);
  });

  it("ignores a sample that says nothing", ({ expect }) => {
    expect(hearTime(UNSET_CLOCK, { serverTime: "soon", sentAt: 0, receivedAt: 1 })).toBe(
      UNSET_CLOCK,
    );
    expect(hearTime(UNSET_CLOCK, sample(5, 10, 9))).toBe(UNSET_CLOCK);
  });
});
