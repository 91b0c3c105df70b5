import { describe, it } from "vitest";
import { businessDayEnd, businessDayOf, isTimeZone } from "./business-day.ts";
import { instant } from "./instant.ts";

const at = (text: string) => instant(Date.parse(text));
const endOf = (text: string, zone: string): string =>
  new Date(businessDayEnd(at(text), zone)).toISOString();

describe("a business day", () => {
  it("goes on until four in the morning by the shop's own clock", ({ expect }) => {
    expect(businessDayOf(at("2026-11-25T02:59:59.999Z"), "Europe/Vienna")).toBe("2026-11-24");
    expect(businessDayOf(at("2026-11-25T03:00:00Z"), "Europe/Vienna")).toBe("2026-11-25");
    expect(businessDayOf(at("2026-11-25T03:00:00Z"), "Asia/Shanghai")).toBe("2026-11-25");
    expect(businessDayOf(at("2026-11-25T03:00:00Z"), "America/New_York")).toBe("2026-11-24");
    expect(businessDayOf(at("2027-01-01T02:00:00Z"), "UTC")).toBe("2026-12-31");
  });

  it("ends at four also where the night has an hour less or more, and where the zone is odd", ({
    expect,
  }) => {
    expect(endOf("2026-11-25T12:00:00Z", "Europe/Vienna")).toBe("2026-11-26T03:00:00.000Z");
    expect(endOf("2026-03-28T12:00:00Z", "Europe/Vienna")).toBe("2026-03-29T02:00:00.000Z");
    expect(endOf("2026-10-24T02:00:00Z", "Europe/Vienna")).toBe("2026-10-25T03:00:00.000Z");
    expect(endOf("2026-11-25T12:00:00Z", "Asia/Kathmandu")).toBe("2026-11-25T22:15:00.000Z");
    expect(endOf("2026-11-25T22:15:00Z", "Asia/Kathmandu")).toBe("2026-11-26T22:15:00.000Z");
  });

  it("is only by a clock that there is", ({ expect }) => {
    const known = ["UTC", "Europe/Vienna", "Asia/Shanghai", "America/Argentina/Buenos_Aires"];
    expect(known.filter((zone) => !isTimeZone(zone))).toEqual([]);
    const unknown = ["", "Vienna", "Europe/Nowhere", "+01:00", " UTC", "../etc"];
    expect(unknown.filter(isTimeZone)).toEqual([]);
  });
});
