import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, askWorker } from "./ask-worker.ts";
import { DOORS, requestOf } from "./doors.ts";
import { type Ids, Tenant, contentOf, guessed, ofNobody } from "./tenant.ts";
import { newSecret } from "./till.ts";

// T9 and T24 played out: somebody who knows a shop, its orders and the form of everything, and guesses what opens it.

const GUESSES = 60;
/** Each with the route where it is shown, and how many random bits it has. */
const TARGETS: [key: keyof Ids, route: string, bits: number][] = [
  ["claim", "GET /api/v1/claims/:id", 130],
  ["claim", "POST /api/v1/claims/:id/instructions", 130],
  ["claim", "POST /api/v1/claims/:id/release", 130],
  ["claim", "POST /api/v1/claims/:id/stop", 130],
  ["claim", "GET /C/:id", 130],
  ["receipt", "GET /R/:id", 130],
  ["receipt", "GET /R/:id/signed", 130],
  ["displayLink", "POST /api/v1/displays", 130],
  ["recoveryCode", "POST /api/v1/sign-ins/code", 130],
  ["token", "POST /api/v1/claims", 128],
  ["handle", "GET /N/:handle", 48],
];

let victim: Tenant;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  victim = await Tenant.open("Guesswell", 1, false);
}, 60_000);

const ask = (route: string, ids: Ids): Promise<Answer> => {
  const { method, path, headers, body } = requestOf(route, ids);
  return askWorker(method, path, headers, body);
};

/** All that an answer says to somebody who compares answers: without what is of the one request. */
const saidBy = ({ status, text, headers }: Answer): string =>
  JSON.stringify([
    status,
    text
      .replaceAll(/"instance":"[^"]*"/g, "")
      .replaceAll(/nonce="[^"]*"/g, "")
      .replaceAll(/[\w-]*trace[\w-]*="[^"]*"/g, ""),
    headers.get("content-type"),
    headers.get("retry-after"),
  ]);

/** The true one with one character of its secret changed: as near as a guess can come. */
function nearly(key: keyof Ids, turn: number): string {
  const text = victim.ids[key].replaceAll(/-(?=[A-Z2-7]{5}|[A-Z2-7]$)/g, "");
  const [alphabet, length] =
    key === "handle" ? ["0123456789abcdef", 12] : ["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26];
  const at = text.length - length + (turn % length);
  const next = alphabet.indexOf(text[at] ?? "") + 1 + (turn % (alphabet.length - 1));
  return text.slice(0, at) + (alphabet[next % alphabet.length] ?? "") + text.slice(at + 1);
}

const anyOf = (key: keyof Ids): string =>
  key === "handle"
    ? newSecret().toLowerCase().replaceAll(/[g-z]/g, "7").slice(0, 12)
    : guessed(victim.ids)[key];

describe("whoever guesses", () => {
  it.for(TARGETS)(
    "a %s at %s hears one and the same answer, however near the guess and whether the shop is there",
    { timeout: 60_000 },
    async ([key, route, bits]) => {
      expect(DOORS[route]).toBeDefined();
      const before = await contentOf(victim.object);
      const heard = new Map<string, string>();
      for (let turn = 0; turn < GUESSES; turn++)
        for (const guess of [nearly(key, turn), anyOf(key), ofNobody()[key]]) {
          if (guess === victim.ids[key]) continue;
          heard.set(saidBy(await ask(route, { ...victim.ids, [key]: guess })), guess);
        }
      expect([...heard.keys()], JSON.stringify([...heard])).toHaveLength(1);
      expect(JSON.parse([...heard.keys()][0] ?? "[]")[0]).toBeGreaterThanOrEqual(400);
      expect(await contentOf(victim.object)).toBe(before);
      // At ten thousand guesses a second for a year, the chance of one hit; a handle lives for minutes, and only shows a bill.
      const seconds = key === "handle" ? 300 : 365 * 86_400;
      expect((10_000 * seconds) / 2 ** bits).toBeLessThan(key === "handle" ? 1e-7 : 1e-26);
    },
  );
});
