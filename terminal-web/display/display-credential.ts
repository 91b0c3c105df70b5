import { type Credential, parseCredential } from "../../worker/contract/credential.ts";
import {
  type DisplayCredential,
  displayCredentialText,
  parseDisplayCredential,
} from "../../worker/contract/display.ts";
import { type Secret, isSecret, secretFrom } from "../../worker/domain/capability.ts";
import type { Keeper } from "../device/keeper.ts";

/** What this screen holds: a credential that only watches, and until it has one the key it asks for it with. */
export interface DisplayMemory {
  credential(): Promise<DisplayCredential | null>;
  /** What it holds from now on, whether the browser keeps it or not; null if that is no credential of a display. */
  keep(credential: string): Promise<DisplayCredential | null>;
  forget(): Promise<void>;
  /** This screen's own key for a link: the same after a reload, so that a lost answer costs no link. */
  keyFor(link: Credential): Promise<Secret>;
}

export function createDisplayMemory(
  keeper: Keeper,
  terminal: number,
  random: (bytes: number) => Uint8Array,
): DisplayMemory {
  const credentialKey = `display ${terminal}`;
  return {
    async credential() {
      const kept = await keeper.get(credentialKey).catch(() => null);
      return typeof kept === "string" ? parseDisplayCredential(kept) : null;
    },
    async keep(text) {
      const credential = parseDisplayCredential(text);
      if (credential)
        await keeper.put(credentialKey, displayCredentialText(credential)).catch(() => {});
      return credential;
    },
    forget: () => keeper.put(credentialKey, null).catch(() => {}),
    async keyFor({ secret }) {
      const name = `display key ${secret}`;
      const kept = await keeper.get(name).catch(() => null);
      if (typeof kept === "string" && isSecret(kept)) return kept;
      const key = secretFrom(random(26));
      await keeper.put(name, key).catch(() => {});
      return key;
    },
  };
}

/** The link that opened this page, if it was one. It leaves the address bar at once. */
export function takeLink(place: Location, history: History): Credential | null {
  const fragment = place.hash.slice(1);
  if (fragment !== "") history.replaceState(null, "", place.pathname + place.search);
  return parseCredential(fragment);
}
