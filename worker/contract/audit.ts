import type { Instant } from "../domain/instant.ts";

/** What may be done that the owner wants to read of. Stable names; the pages have the words. */
export const DEEDS = [
  "shop-founded",
  "signed-in",
  "signed-in-by-code",
  "signed-out-everywhere",
  "passkey-added",
  "passkey-removed",
  "codes-renewed",
  "terminal-invited",
  "terminal-enrolled",
  "terminal-renamed",
  "terminal-revoked",
  "key-made",
  "key-rotated",
  "place-set",
  "policy-set",
  "rails-set",
  "refunded",
  "disputed",
  "dispute-closed",
  "hold-lost",
  "staff-added",
  "staff-changed",
  "staff-removed",
  "staff-rules-set",
  "staff-signed-in",
  "pin-set",
  "pin-locked",
] as const;
export type DeedName = (typeof DEEDS)[number];

/** One line of the audit trail. */
export interface AuditRecord {
  readonly seq: number;
  readonly at: Instant;
  /** "owner 1", "terminal 3", "staff 2 at terminal 3". */
  readonly actor: string;
  readonly action: DeedName;
  /** What it was done to, in the words of that time. */
  readonly about: string;
}
