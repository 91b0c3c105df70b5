import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

describe("text that people will read", () => {
  it("is kept as it was meant, whatever the script", () => {
    const good = [
      "Corner Bakery",
      "老王牛肉面",
      "Café “Zoë” & Söhne",
      "مخبز",
      "می‌خواهم",
      "👩‍🍳 Soup",
      "Crème brûlée 3€",
      "สวัสดี",
      "नमस्ते",
      "1/2 pizza (ham)",
    ];
    for (const text of good)
      expect(plainText(text, 64)).toEqual({ ok: true, value: text.normalize("NFC") });
  });

  it("is normalised and trimmed", () => {
    expect(plainText("  Cafe\u0301 ", 64)).toEqual({ ok: true, value: "Café" });
  });

  it("is refused with the reason when it hides something", () => {
    const bad: [string, string][] = [
      ["", "empty"],
      ["   ", "empty"],
      ["\u0000", "control"],
      ["two\nlines", "control"],
      ["a\u2028b", "control"],
      ["pay \u202Eeeffoc", "bidi-control"],
      ["a\u2066b", "bidi-control"],
      ["a\u200Bb", "invisible"],
      ["a\u200Db", "invisible"],
      ["a\uFEFFb", "invisible"],
      ["a\u00ADb", "invisible"],
      ["a\uE000b", "invisible"],
      ["a\uD800b", "invisible"],
      ["a\u{E0041}b", "invisible"],
      ["\u3164", "invisible"],
      ["<b>bold</b>", "markup"],
      ["paid by 4111 1111 1111 1111", "card-number"],
      [`Z${"\u0301".repeat(9)}`, "combining"],
      ["x".repeat(65), "too-long"],
      ["x".repeat(1_000_000), "too-long"],
    ];
    for (const [text, reason] of bad)
      expect([text, plainText(text, 64)]).toEqual([text, { ok: false, reason }]);
  });

  it("is measured in what a reader calls characters", () => {
    expect(plainText("👩‍🍳".repeat(10), 10).ok).toBe(true);
    expect(plainText("👩‍🍳".repeat(11), 10).ok).toBe(false);
  });
});
