import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type MerchantId,
  capabilityText,
  isMerchantId,
  parseCapability,
  secretFrom,
} from "./capability.ts";
import { orderNumber } from "./order-number.ts";

const merchant = "JC6LGRQBQNYPE" as MerchantId;

describe("a capability", () => {
  it("comes back from its text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 26, maxLength: 26 }), fc.nat(9_999), (random, n) => {
        const capability = { merchant, number: orderNumber(1, n + 1), secret: secretFrom(random) };
        expect(parseCapability(capabilityText(capability))).toEqual(capability);
      }),
    );
  });

  it("has one text only", () => {
    const text = `${merchant}.1-1.${"A".repeat(26)}`;
    expect(parseCapability(text)).not.toBeNull();
    const others = [
      text.toLowerCase(),
      `${text}A`,
      text.slice(0, -1),
      `${text}.`,
      `.${text}`,
      text.replace("1-1", "01-1"),
      ` ${text}`,
      "",
      "..",
      "a.b.c",
    ];
    for (const other of others) expect(parseCapability(other)).toBeNull();
  });

  it("names a merchant in one way only: the spare bit of the last character is zero", () => {
    expect(isMerchantId(merchant)).toBe(true);
    expect(isMerchantId("JC6LGRQBQNYPF")).toBe(false);
  });

  it("is never made from too little randomness", () => {
    expect(() => secretFrom(new Uint8Array(25))).toThrow(RangeError);
  });
});
