import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { LaunchFault } from "./launch-fault.ts";

const SECRET_BYTES = 32;
// 2100-01-01: a demonstration's keys are not rotated.
const FAR_FUTURE_SECONDS = 4_102_444_800;
/** Long enough for every running copy of the Worker to have the new key before any of them signs with it. */
const LEAD_SECONDS = 3600;
const IDS = 16;

export const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0));

// 32 bytes as base64url (RFC 4648 section 5).
export const Bytes32 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

/** Shared keys that take turns: each signs from one Unix second to another. */
export const KeyRing = v.pipe(
  v.array(
    v.strictObject({
      id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(IDS - 1)),
      secret: Bytes32,
      notBefore: Seconds,
      notAfter: Seconds,
    }),
  ),
  v.minLength(1),
);
export type KeyRing = v.InferOutput<typeof KeyRing>;

export const newRing = (): KeyRing => [
  { id: 0, secret: randomSecret(), notBefore: 0, notAfter: FAR_FUTURE_SECONDS },
];

/**
 * The keys with a new one that takes over in an hour: the present one signs until that instant, and those whose work
 * nobody shows any more, `graceSeconds` after their end, are dropped. The id is the next free one of sixteen.
 */
export function rotatedRing(ring: KeyRing, nowSeconds: number, graceSeconds: number): KeyRing {
  const changeAt = nowSeconds + LEAD_SECONDS;
  const kept = ring
    .filter(
      ({ notBefore, notAfter }) => notAfter + graceSeconds > nowSeconds && notBefore < changeAt,
    )
    .map((key) => ({ ...key, notAfter: Math.min(key.notAfter, changeAt) }));
  const taken = new Set(kept.map(({ id }) => id));
  const last = ring.at(-1)?.id ?? 0;
  const ids = Array.from({ length: IDS - 1 }, (_, i) => (last + 1 + i) % IDS);
  const id = ids.find((free) => !taken.has(free));
  if (id === undefined)
    throw new LaunchFault(
      "All sixteen key ids are in use: wait until the oldest key is no longer needed, then rotate again.",
    );
  const next = { id, secret: randomSecret(), notBefore: changeAt, notAfter: FAR_FUTURE_SECONDS };
  return [...kept, next];
}

/** The ring after a key of it has leaked: one new key, good at once and for all that is checked from now on. */
export function ringAfterLeak(ring: KeyRing): KeyRing {
  const id = ((ring.at(-1)?.id ?? 0) + 1) % IDS;
  return [{ id, secret: randomSecret(), notBefore: 0, notAfter: FAR_FUTURE_SECONDS }];
}

export const randomSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");
