import { join } from "node:path";
import * as v from "valibot";
import {
  Bytes32,
  KeyRing,
  Seconds,
  newRing,
  randomSecret,
  ringAfterLeak,
  rotatedRing,
} from "./key-ring.ts";
import { LaunchFault } from "./launch-fault.ts";
import { newReceiptKey, receiptKeysAfterLeak, rotatedReceiptKeys } from "./receipt-keys.ts";
import { readState, writeState } from "./state-folder.ts";

const StripeKeys = v.strictObject({
  secretKey: v.pipe(v.string(), v.regex(/^[rs]k_(?:test|live)_\w{10,}$/)),
  /** Without it Stripe's notices are refused, and what became of a payment is found by asking alone. */
  webhookSecret: v.optional(v.pipe(v.string(), v.regex(/^whsec_\w{10,}(,whsec_\w{10,})?$/))),
});

const Secrets = v.strictObject({
  tokenRoots: KeyRing,
  sessionKeys: KeyRing,
  operatorKey: v.pipe(v.string(), v.minLength(32)),
  /** While it is rotated: the key before it, taken until this Unix second. */
  operatorKeyBefore: v.optional(v.strictObject({ key: v.string(), notAfter: Seconds })),
  receiptKeys: v.pipe(
    v.array(
      v.strictObject({ id: Bytes32, x: Bytes32, d: v.optional(Bytes32), notBefore: Seconds }),
    ),
    v.minLength(1),
  ),
  /** Given by whoever has an account at Stripe; never made here. */
  stripe: v.optional(StripeKeys),
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
    operatorKey: known?.operatorKey ?? randomSecret(),
    ...(known?.operatorKeyBefore && { operatorKeyBefore: known.operatorKeyBefore }),
    receiptKeys: known?.receiptKeys ?? [newReceiptKey(0)],
    ...(known?.stripe && { stripe: known.stripe }),
  };
  if (!v.is(Secrets, known)) writeState(path, secrets);
  return secrets;
}

/** The secrets under the names that the Worker knows them by. */
export const bindingsOf = (secrets: Secrets): Record<string, string> => ({
  TOKEN_ROOTS: JSON.stringify(secrets.tokenRoots),
  SESSION_KEYS: JSON.stringify(secrets.sessionKeys),
  RECEIPT_KEYS: JSON.stringify(secrets.receiptKeys),
  OPERATOR_KEY: secrets.operatorKey,
  // Said even where there is none: the edge keeps a secret that a deployment does not name.
  OPERATOR_KEY_BEFORE: JSON.stringify(secrets.operatorKeyBefore ?? null),
  ...(secrets.stripe && { STRIPE_SECRET_KEY: secrets.stripe.secretKey }),
  ...(secrets.stripe?.webhookSecret && { STRIPE_WEBHOOK_SECRET: secrets.stripe.webhookSecret }),
});

/**
 * Keeps the keys of an account at Stripe that the environment gives, in place of those there were; nothing where it gives
 * none. A LaunchFault names what does not look like one, and never what it was.
 */
export function keepStripeKeys(
  stateFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const secrets = secretsOf(stateFolder);
  const secretKey = environment["STRIPE_SECRET_KEY"] || secrets.stripe?.secretKey;
  const webhookSecret = environment["STRIPE_WEBHOOK_SECRET"] || secrets.stripe?.webhookSecret;
  if (!secretKey && !webhookSecret) return;
  const stripe = v.safeParse(StripeKeys, { secretKey, ...(webhookSecret && { webhookSecret }) });
  if (!stripe.success) {
    const isKey = v.getDotPath(stripe.issues[0]) === "secretKey";
    throw new LaunchFault(
      isKey
        ? "STRIPE_SECRET_KEY is not a secret key of Stripe's: those begin with sk_test_, sk_live_, rk_test_ or rk_live_."
        : "STRIPE_WEBHOOK_SECRET is not the signing secret of a webhook, nor two with a comma: those begin with whsec_.",
    );
  }
  writeState(join(stateFolder, "secrets.json"), { ...secrets, stripe: stripe.output });
}

export type ReceiptKeys = Secrets["receiptKeys"];

/** Past a root's end, the windows that it still verifies, generously. */
const ROOT_GRACE_SECONDS = 600;
/** An owner's browser comes back within thirty days, a payer's phone within ninety; a day for the clocks. */
const SESSION_GRACE_SECONDS = 91 * 86_400;
/** Long enough for whoever keeps the operator's key elsewhere to put the new one there. */
const OPERATOR_GRACE_SECONDS = 86_400;

/** {@link rotatedRing} for token roots. */
export const rotatedRoots = (roots: KeyRing, nowSeconds: number): KeyRing =>
  rotatedRing(roots, nowSeconds, ROOT_GRACE_SECONDS);

/** {@link rotatedRing} for session keys. */
export const rotatedSessionKeys = (keys: KeyRing, nowSeconds: number): KeyRing =>
  rotatedRing(keys, nowSeconds, SESSION_GRACE_SECONDS);

/** Rotates the roots of a state folder; the till takes them at its next start. */
export function rotateRootsOf(stateFolder: string, nowSeconds: number, hasLeaked = false): KeyRing {
  const secrets = secretsOf(stateFolder);
  const tokenRoots = hasLeaked
    ? ringAfterLeak(secrets.tokenRoots)
    : rotatedRoots(secrets.tokenRoots, nowSeconds);
  writeState(join(stateFolder, "secrets.json"), { ...secrets, tokenRoots });
  return tokenRoots;
}

/** Makes another operator's key. The one before it is taken for a day more, or not at all where it has leaked. */
export function rotateOperatorKeyOf(
  stateFolder: string,
  nowSeconds: number,
  hasLeaked: boolean,
): Secrets {
  const { operatorKeyBefore: _, ...secrets } = secretsOf(stateFolder);
  const before = { key: secrets.operatorKey, notAfter: nowSeconds + OPERATOR_GRACE_SECONDS };
  const rotated = {
    ...secrets,
    operatorKey: randomSecret(),
    ...(!hasLeaked && { operatorKeyBefore: before }),
  };
  writeState(join(stateFolder, "secrets.json"), rotated);
  return rotated;
}

/** The operator's key as a command shows it: a till that was not started again since a rotation knows only the one before. */
export const shownOperatorKey = (secrets: Secrets, nowSeconds: number): string => {
  const { operatorKey, operatorKeyBefore: before } = secrets;
  return before && nowSeconds < before.notAfter ? before.key : operatorKey;
};

/** Rotates the receipt keys of a state folder; the till takes them at its next start. */
export function rotateReceiptKeysOf(
  stateFolder: string,
  nowSeconds: number,
  hasLeaked = false,
): ReceiptKeys {
  const secrets = secretsOf(stateFolder);
  const receiptKeys = hasLeaked
    ? receiptKeysAfterLeak(secrets.receiptKeys, nowSeconds)
    : rotatedReceiptKeys(secrets.receiptKeys, nowSeconds);
  writeState(join(stateFolder, "secrets.json"), { ...secrets, receiptKeys });
  return receiptKeys;
}

/** Rotates the session keys of a state folder; the till takes them at its next start. */
export function rotateSessionKeysOf(
  stateFolder: string,
  nowSeconds: number,
  hasLeaked = false,
): KeyRing {
  const secrets = secretsOf(stateFolder);
  const sessionKeys = hasLeaked
    ? ringAfterLeak(secrets.sessionKeys)
    : rotatedSessionKeys(secrets.sessionKeys, nowSeconds);
  writeState(join(stateFolder, "secrets.json"), { ...secrets, sessionKeys });
  return sessionKeys;
}
