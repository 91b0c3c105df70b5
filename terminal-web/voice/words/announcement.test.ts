import { describe, expect, it } from "vitest";
import { type Announceable, announcement, announcements } from "./announcement.ts";

const event = (
  kind: Announceable["kind"],
  minor: number,
  isLate = false,
  currency = "USD",
): Announceable => ({
  kind,
  amount: { minor, currency, exponent: 2 },
  isLate,
});

describe("an announcement", () => {
  it.each([
    ["paid", "Received twenty-three fifty", "收款二十三元五角"],
    ["toppedUp", "Wallet topped up with twenty-three fifty", "钱包充值二十三元五角"],
    ["refunded", "Refunded twenty-three fifty", "退款二十三元五角"],
    ["refundFailed", "Refund of twenty-three fifty failed", "二十三元五角退款失败"],
    ["declined", "Payment of twenty-three fifty declined", "二十三元五角支付失败"],
    ["cancelled", "Payment of twenty-three fifty cancelled", "二十三元五角已取消"],
    ["expired", "Payment of twenty-three fifty expired", "二十三元五角已过期"],
    ["checking", "Still checking the payment of twenty-three fifty", "二十三元五角正在核实"],
  ] as const)("of what is %s says so in both languages", (kind, english, mandarin) => {
    expect(announcement(event(kind, 2350), "en")).toBe(english);
    expect(announcement(event(kind, 2350, false, "CNY"), "zh")).toBe(mandarin);
  });

  it("of what happened a while ago says so", () => {
    expect(announcement(event("paid", 2350, true), "en")).toBe(
      "Earlier: received twenty-three fifty",
    );
    expect(announcement(event("paid", 2350, true, "CNY"), "zh")).toBe("此前收款二十三元五角");
  });
});

describe("announcements that come together", () => {
  const three = [2350, 500, 1250];

  it("are joined when they are alike", () => {
    const events = three.map((minor) => event("paid", minor));
    expect(announcements(events.slice(0, 2), "en")).toBe(
      "Received twenty-three fifty and five dollars",
    );
    expect(announcements(events, "en")).toBe(
      "Received twenty-three fifty, five dollars and twelve dollars fifty",
    );
  });

  it("are joined in Mandarin", () => {
    const events = three.map((minor) => event("paid", minor, false, "CNY"));
    expect(announcements(events, "zh")).toBe("收款二十三元五角、五元和十二元五角");
  });

  it("keep their order and are told apart when they differ", () => {
    const events = [event("paid", 2350), event("declined", 500), event("paid", 100, true)];
    expect(announcements(events, "en")).toBe(
      "Received twenty-three fifty, and payment of five dollars declined, and earlier: received one dollar",
    );
  });

  it("are told apart when one happened a while ago", () => {
    const events = [event("paid", 2350), event("paid", 500, true)];
    expect(announcements(events, "en")).toBe(
      "Received twenty-three fifty, and earlier: received five dollars",
    );
  });

  it("say nothing when there are none", () => {
    expect(announcements([], "en")).toBe("");
  });
});
