import {
  type Credential,
  credentialText,
  parseCredential,
} from "../../worker/contract/credential.ts";
import type { Keeper } from "./keeper.ts";

/** What makes this device a terminal. */
export interface Identity {
  readonly credential: Credential;
  /** The device's own key, which never leaves it; null for the link of a terminal that is software. */
  readonly keys: CryptoKeyPair | null;
}

/** A code that this device is using up, with the key it uses it with: the same again after a reload, so that a lost answer costs no code. */
export interface Enrolling {
  readonly code: string;
  readonly keys: CryptoKeyPair;
}

const KEY = "credential";
const ENROLLING = "enrolling";

/** What the page begins with. */
export interface Arrival {
  readonly identity: Identity | null;
  /** A code that makes the device a terminal, from the link or from an enrolment that was cut off; "" when there is none. */
  readonly brought: string;
}

/** What this device is: from the link's fragment if that is a credential, otherwise as it was kept. The fragment leaves the address bar at once. */
export async function takeIdentity(
  keeper: Keeper,
  place: Location,
  history: History,
): Promise<Arrival> {
  const fragment = place.hash.slice(1);
  if (fragment !== "") history.replaceState(null, "", place.pathname + place.search);
  const credential = parseCredential(fragment);
  if (credential) {
    const identity = { credential, keys: null };
    await keepIdentity(keeper, identity).catch(() => {});
    return { identity, brought: "" };
  }
  const identity = identityOf(await keeper.get(KEY).catch(() => null));
  if (fragment.startsWith("NEW.")) return { identity, brought: fragment };
  return { identity, brought: (await enrollingOf(keeper))?.code ?? "" };
}

/** Rejects when the browser does not keep it. */
export async function keepIdentity(keeper: Keeper, { credential, keys }: Identity): Promise<void> {
  const text = credentialText(credential);
  await keeper.put(KEY, keys ? { credential: text, keys } : text);
  await keepEnrolling(keeper, null);
}

export const keepEnrolling = (keeper: Keeper, enrolling: Enrolling | null): Promise<void> =>
  keeper.put(ENROLLING, enrolling);

export async function enrollingOf(keeper: Keeper): Promise<Enrolling | null> {
  const kept = await keeper.get(ENROLLING).catch(() => null);
  // Nobody else writes there, and what this browser cannot read back it never kept.
  return (kept as Enrolling | null | undefined) ?? null;
}

function identityOf(kept: unknown): Identity | null {
  const { credential: text, keys } =
    typeof kept === "string" ? { credential: kept, keys: null } : ((kept ?? {}) as KeptIdentity);
  const credential = parseCredential(text ?? "");
  return credential && { credential, keys: keys ?? null };
}

type KeptIdentity = { readonly credential?: string; readonly keys?: CryptoKeyPair };
