import {
  type Credential,
  credentialText,
  parseCredential,
} from "../../worker/contract/credential.ts";
import type { Keeper } from "./keeper.ts";

const KEY = "credential";

/** The credential of this device: from the link's fragment if it has one, otherwise as it was kept. The fragment leaves the address bar at once. */
export async function takeCredential(
  keeper: Keeper,
  place: Location,
  history: History,
): Promise<Credential | null> {
  const fragment = place.hash.slice(1);
  if (fragment !== "") history.replaceState(null, "", place.pathname + place.search);
  const brought = parseCredential(fragment);
  if (brought) {
    await keeper.put(KEY, credentialText(brought)).catch(() => {});
    return brought;
  }
  const kept = await keeper.get(KEY).catch(() => null);
  return typeof kept === "string" ? parseCredential(kept) : null;
}
