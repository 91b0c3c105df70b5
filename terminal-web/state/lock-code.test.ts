import { describe, it } from "vitest";
import { parseLockCode } from "./lock-code.ts";

describe("a lock code", () => {
  it("is read as people write it", ({ expect }) => {
    const code = "00112233445566778899aabbccddeeff";
    for (const text of [
      code,
      code.toUpperCase(),
      "00112233-4455-6677-8899-aabbccddeeff",
      "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF",
      " 0011 2233 4455 6677 8899 aabb ccdd eeff\n",
    ]) {
      expect(parseLockCode(text)).toBe(code);
    }
  });

  it("is 32 hexadecimal digits and nothing else", ({ expect }) => {
    for (const text of ["", "0", "0".repeat(31), "0".repeat(33), "g".repeat(32), "é".repeat(32)])
      expect([text, parseLockCode(text)]).toEqual([text, null]);
  });
});
