import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as v from "valibot";
import { LaunchFault } from "./launch-fault.ts";
import { newReceiptKey, rotatedReceiptKeys } from "./receipt-keys.ts";
import { readState, writeState } from "./state-folder.ts";

const SECRET_BYTES = 32;
// 2100-01-01: a demonstration's keys are not rotated.
const FAR_FUTURE_SECONDS = 4_102_444_800;

const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0));

// 32 bytes as base64url (RFC 4648 section 5).
const Bytes32 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

const KeyRing = v.pipe(
  v.array(
    v.strictObject({
      id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
      secret: Bytes32,
      notBefore: Seconds,
      notAfter: Seconds,
    }),
  ),
  v.minLength(1),
);

const Secrets = v.strictObject({
  tokenRoots: KeyRing,
  sessionKeys: KeyRing,
  operatorKey: v.pipe(v.string(), v.minLength(32)),
  receiptKeys: v.pipe(
    v.array(
      v.strictObject({ id: Bytes32, x: Bytes32, d: v.optional(Bytes32), notBefore: Seconds }),
    ),
    v.minLength(1),
  ),
});
export type Secrets = v.InferOutput<typeof Secrets>;

/** A folder of an earlier version lacks what has been added since. */
const KeptSecrets = v.strictObject({
  ...Secrets.entries,
  sessionKeys: v.optional(KeyRing),
  receiptKeys: v.optional(Secrets.entries.receiptKeys),
});

/** The keys of this state folder, made on the first run; a LaunchFault when the file is damaged. */
export function secretsOf(stateFolder: string): Secrets {
  const path = join(stateFolder, "secrets.json");
  const remedy = `put a copy back, or delete the whole folder ${stateFolder} to start anew`;
  const known = readState(path, KeptSecrets, remedy);
  const secrets: Secrets = {
    tokenRoots: known?.tokenRoots ?? newRing(),
    sessionKeys: known?.sessionKeys ?? newRing(),
    operatorKey: known?.operatorKey ?? randomText(),
    receiptKeys: known?.receiptKeys ?? [newReceiptKey(0)],
  };
  if (!v.is(Secrets, known)) writeState(path, secrets);
  return secrets;
}

const newRing = (): KeyRing => [
  { id: 0, secret: randomText(), notBefore: 0, notAfter: FAR_FUTURE_SECONDS },
];

/** The secrets under the names that the Worker knows them by. */
export const bindingsOf = (secrets: Secrets): Record<string, string> => ({
  TOKEN_ROOTS: JSON.stringify(secrets.tokenRoots),
  SESSION_KEYS: JSON.stringify(secrets.sessionKeys),
  RECEIPT_KEYS: JSON.stringify(secrets.receiptKeys),
  OPERATOR_KEY: secrets.operatorKey,
});

export type KeyRing = Secrets["tokenRoots"];
export type ReceiptKeys = Secrets["receiptKeys"];

/** Long enough for every running copy of the Worker to have the new key before any of them signs with it. */
const LEAD_SECONDS = 3600;
/** Past a root's end, the windows that it still verifies, generously. */
const GRACE_SECONDS = 600;

/**
 * The roots with a new one that takes over in an hour: the present one signs until that instant, and roots that nothing
 * valid depends on any more are dropped. The id is the next free one of sixteen.
 */
export function rotatedRoots(roots: KeyRing, nowSeconds: number): KeyRing {
  const changeAt = nowSeconds + LEAD_SECONDS;
  const kept = roots
    .filter(
      ({ notBefore, notAfter }) => notAfter + GRACE_SECONDS > nowSeconds && notBefore < changeAt,
    )
    .map((root) => ({ ...root, notAfter: Math.min(root.notAfter, changeAt) }));
  const taken = new Set(kept.map(({ id }) => id));
  const last = roots.at(-1)?.id ?? 0;
  const ids = Array.from({ length: 15 }, (_, i) => (last + 1 + i) % 16);
  const id = ids.find((free) => !taken.has(free));
  if (id === undefined)
    throw new LaunchFault("All sixteen key ids are in use: wait an hour, then rotate again.");
  return [...kept, { id, secret: randomText(), notBefore: changeAt, notAfter: FAR_FUTURE_SECONDS }];
}

/** Rotates the roots of a state folder; the till takes them at its next start. */
export function rotateRootsOf(stateFolder: string, nowSeconds: number): KeyRing {
  const secrets = secretsOf(stateFolder);
  const tokenRoots = rotatedRoots(secrets.tokenRoots, nowSeconds);
  writeState(join(stateFolder, "secrets.json"), { ...secrets, tokenRoots });
  return tokenRoots;
}

/** Rotates the receipt keys of a state folder; the till takes them at its next start. */
export function rotateReceiptKeysOf(stateFolder: string, nowSeconds: number): ReceiptKeys {
  const secrets = secretsOf(stateFolder);
  const receiptKeys = rotatedReceiptKeys(secrets.receiptKeys, nowSeconds);
  writeState(join(stateFolder, "secrets.json"), { ...secrets, receiptKeys });
  return receiptKeys;
}

const randomText = (): string => randomBytes(SECRET_BYTES).toString("base64url");
