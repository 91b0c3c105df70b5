import fc from "fast-check";
import { expect, it } from "vitest";
import { handleFrom, handleText, parseHandle } from "./handle.ts";

it("a handle comes back from its twelve digits, whatever its 48 bits", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (random) => {
      const handle = handleFrom(random);
      expect(handleText(handle)).toHaveLength(12);
      expect(parseHandle(handleText(handle))).toBe(handle);
    }),
  );
});

it("a handle has one text only", () => {
  for (const text of [
    "",
    "0",
    "00000000000",
    "0000000000000",
    "00000000000G",
    "00000000000A",
    " 00000000000",
  ]) {
    expect(parseHandle(text)).toBeNull();
  }
  expect(() => handleFrom(new Uint8Array(5))).toThrow(RangeError);
});
