import { describe, it } from "vitest";
import { parseReceiptKeys, signingKeyAt } from "./receipt-keys.ts";

const text = (character: string): string => character.repeat(43);
const key = (character: string, notBefore: number, signs = true) => ({
  id: text(character),
  x: text(character),
  ...(signs ? { d: text(character) } : {}),
  notBefore,
});

describe("the receipt keys", () => {
  it("sign from their instant on, the latest first", ({ expect }) => {
    const keys = parseReceiptKeys(
      JSON.stringify([key("a", 0), key("b", 100), key("c", 50, false)]),
    );
    expect(signingKeyAt(keys, 99)?.id).toBe(text("a"));
    expect(signingKeyAt(keys, 100)?.id).toBe(text("b"));
    expect(signingKeyAt(keys, -1)).toBeNull();
  });

  it.for([
    [undefined, "RECEIPT_KEYS is not set"],
    ["{", "RECEIPT_KEYS is not JSON"],
    ["[]", "RECEIPT_KEYS is not a list of keys"],
    [JSON.stringify([key("a", 0, false)]), "no key of RECEIPT_KEYS can sign"],
    [JSON.stringify([{ ...key("a", 0), x: "short" }]), `key ${text("a")} of RECEIPT_KEYS: x: `],
    ["[7]", "entry 0 of RECEIPT_KEYS: entry: "],
  ])("stop the start when they are %j, and say why", ([configured, fault], { expect }) => {
    expect(() => parseReceiptKeys(configured)).toThrow(fault);
  });
});
