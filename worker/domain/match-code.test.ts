import { expect, it } from "vitest";
import { MATCH_CODES, matchCodeFrom } from "./match-code.ts";

const codes = Array.from({ length: 10_000 }, (_, i) => {
  const random = crypto.getRandomValues(new Uint8Array(9));
  return matchCodeFrom(i === 0 ? new Uint8Array(9) : random);
});

it("four choices share no word, and the answer is one of them", () => {
  for (const { answer, choices } of codes) {
    expect(choices).toContain(answer);
    expect(new Set(choices.map((code) => Math.floor(code / 64))).size).toBe(4);
    expect(new Set(choices.map((code) => code % 64)).size).toBe(4);
    expect(choices.every((code) => Number.isInteger(code) && code >= 0 && code < MATCH_CODES)).toBe(
      true,
    );
  }
});

it("the answer stands at every place alike, and codes are spread over all there are", () => {
  const places = [0, 0, 0, 0];
  for (const { answer, choices } of codes)
    places[choices.indexOf(answer)] = (places[choices.indexOf(answer)] ?? 0) + 1;
  for (const count of places) expect(count).toBeGreaterThan(2_200);
  // 10,000 draws from 4,096 leave about 4096·e^(−2.44) = 356 codes undrawn.
  expect(new Set(codes.map(({ answer }) => answer)).size).toBeGreaterThan(3_500);
});

it("is never made from too little randomness", () => {
  expect(() => matchCodeFrom(new Uint8Array(3))).toThrow(RangeError);
});
