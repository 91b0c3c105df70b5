import { describe, it } from "vitest";
import { unlockToken } from "./lock.ts";

const bytes = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.matchAll(/../g), ([pair]) => Number.parseInt(pair, 16));

describe("the answer to a beacon's challenge", () => {
  it("is AES-128 of it, by the published vectors", async ({ expect }) => {
    // FIPS 197, appendix C.1, and NIST SP 800-38A, section F.1.1 (ECB-AES128, blocks 1 and 2).
    const vectors = [
      [
        "000102030405060708090a0b0c0d0e0f",
        "00112233445566778899aabbccddeeff",
        "69c4e0d86a7b0430d8cdb78070b4c55a",
      ],
      [
        "2b7e151628aed2a6abf7158809cf4f3c",
        "6bc1bee22e409f96e93d7e117393172a",
        "3ad77bb40d7a3660a89ecaf32466ef97",
      ],
      [
        "2b7e151628aed2a6abf7158809cf4f3c",
        "ae2d8a571e03ac9c9eb76fac45af8e51",
        "f5d3d58503b9699de785895a96fdbaaf",
      ],
    ] as const;
    for (const [key, challenge, token] of vectors) {
      expect(await unlockToken(key, bytes(challenge))).toEqual(bytes(token));
    }
  });
});
