import { Enrolled } from "../../worker/contract/enrolment.ts";
import { parseCredential } from "../../worker/contract/credential.ts";
import { type Fetch, call } from "../api/call.ts";
import { provingFetch } from "../api/proving-fetch.ts";
import type { Enrolment } from "../state/enrolment-desk.ts";
import { enrollingOf, keepEnrolling, keepIdentity } from "./credential-store.ts";
import type { Keeper } from "./keeper.ts";

export interface EnrolSurroundings {
  readonly keeper: Keeper;
  readonly fetch: Fetch;
  readonly locks: LockManager;
  /** The browser's key maker; it has none on a page that came without TLS. */
  readonly subtle: SubtleCrypto | undefined;
  /** This page's origin. */
  readonly origin: string;
  readonly isOnline: () => boolean;
}

/** Makes this device a terminal. One tab at a time, because each answer voids the secret of the one before. */
export async function enrolDevice(
  code: string,
  surroundings: EnrolSurroundings,
): Promise<Enrolment> {
  const { keeper, subtle, locks } = surroundings;
  if (!subtle) return { type: "failed", fault: "insecure" };
  if (!keeper.isLasting) return { type: "failed", fault: "forgetful" };
  try {
    const credential = parseCredential(code);
    if (!credential)
      return await locks.request("edgetill-enrolment", () => enrol(code, subtle, surroundings));
    await keepIdentity(keeper, { credential, keys: null });
    return { type: "enrolled" };
  } catch {
    // Some browsers open a store in a private window, and refuse to keep a key in it.
    return { type: "failed", fault: "forgetful" };
  }
}

async function enrol(
  code: string,
  subtle: SubtleCrypto,
  { keeper, fetch, origin, isOnline }: EnrolSurroundings,
): Promise<Enrolment> {
  const begun = await enrollingOf(keeper);
  const keys = begun?.code === code ? begun.keys : await newKeys(subtle);
  // Kept before it is used: a device that lost the key of its enrolment would be no terminal, with the code gone.
  await keepEnrolling(keeper, { code, keys });
  const proving = provingFetch(fetch, keys, null, origin);
  const caller = { fetch: proving, credential: "", origin, now: Date.now, isOnline };
  const body = { code };
  const answer = await call(caller, Enrolled, { method: "POST", path: "/enrolments", body });
  if (answer.ok) {
    const credential = parseCredential(answer.value.credential);
    if (!credential) return { type: "unanswered" };
    await keepIdentity(keeper, { credential, keys });
    return { type: "enrolled" };
  }
  const { failure } = answer;
  if (failure.type === "unreachable" || failure.isRetryable) return { type: "unanswered" };
  await keepEnrolling(keeper, null);
  return { type: "failed", fault: "refused" };
}

/** The private half never leaves the browser; not even this page can read it. */
const newKeys = (subtle: SubtleCrypto): Promise<CryptoKeyPair> =>
  subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
