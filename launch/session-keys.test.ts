import { SignJWT, jwtVerify } from "jose";
import { describe, it } from "vitest";
import { type RingKey, keyAt, keyNamed, parseKeyRing } from "../worker/contract/key-ring.ts";
import { type KeyRing, newRing } from "./key-ring.ts";
import { rotateSessionKeysOf, rotatedSessionKeys, secretsOf } from "./secrets.ts";
import { freshStateFolder, removeFolder } from "./spawned-till.ts";

const NOW = 1_800_000_000;
const DAY = 86_400;
/** How long the longest session lasts: a phone's, of its wallet. */
const COOKIE_DAYS = 90;

/** The keys as a Worker that was given them reads them. */
const read = (ring: KeyRing): RingKey[] => parseKeyRing("SESSION_KEYS", JSON.stringify(ring));

async function tokenAt(keys: readonly RingKey[], seconds: number): Promise<string> {
  const key = keyAt(keys, seconds);
  if (!key) throw new Error("nobody signs");
  return new SignJWT({ at: seconds })
    .setProtectedHeader({ alg: "HS256", kid: String(key.id) })
    .sign(key.secret);
}

const isTaken = (keys: readonly RingKey[], token: string): Promise<boolean> =>
  jwtVerify(token, ({ kid }) => keyNamed(keys, kid)?.secret ?? new Uint8Array(32)).then(
    () => true,
    () => false,
  );

describe("rotating the session keys", () => {
  it("signs nobody out who comes back within ninety days, at any of ten changes", async ({
    expect,
  }) => {
    let ring = newRing();
    const given: { at: number; token: string }[] = [];
    for (let turn = 0; turn < 10; turn++) {
      const now = NOW + turn * 7 * DAY;
      const before = read(ring);
      ring = rotatedSessionKeys(ring, now);
      const after = read(ring);
      for (const at of [now, now + 3_599, now + 3_600, now + DAY]) {
        // A copy of the Worker that has not heard of the change signs the same until then.
        const isEarly = at < now + 3_600;
        given.push({ at, token: await tokenAt(isEarly ? before : after, at) });
        const living = given.filter((session) => at - session.at <= COOKIE_DAYS * DAY);
        const taken = await Promise.all(living.map(({ token }) => isTaken(after, token)));
        expect(taken.every(Boolean)).toBe(true);
      }
    }
  });

  it("drops a key whose last session is over, so that a stolen copy of it is worth nothing", async ({
    expect,
  }) => {
    const first = newRing();
    const token = await tokenAt(read(first), NOW);
    const second = rotatedSessionKeys(first, NOW);
    const third = rotatedSessionKeys(second, NOW + 92 * DAY);
    expect(await isTaken(read(second), token)).toBe(true);
    expect(await isTaken(read(third), token)).toBe(false);
  });

  it("changes nothing else of a state folder", ({ expect }) => {
    const folder = freshStateFolder();
    const { sessionKeys: before, ...rest } = secretsOf(folder);
    const rotated = rotateSessionKeysOf(folder, NOW);
    const { sessionKeys: after, ...restAfter } = secretsOf(folder);
    expect(after).toEqual(rotated);
    expect(after.map(({ secret }) => secret)).toContain(before[0]?.secret);
    expect(restAfter).toEqual(rest);
    removeFolder(folder);
  });
});
