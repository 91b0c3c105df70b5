import type { Instant } from "./instant.ts";
import type { PlaceEvidence } from "./place.ts";

/** How the phone came by the order number. */
export type Channel = "qr" | "beacon" | "link";

/** What the phone leg brings along, as it arrived. */
export interface Sighting {
  readonly channel: Channel;
  /** From the start of the token's window to its arrival at the edge, in ms. */
  readonly tokenAgeMs: number;
  /** The 40-bit cell of the terminal that the token was bound to; 0 when nobody said where it stands. */
  readonly cell: number;
  readonly arrivedAt: Instant;
  readonly place: PlaceEvidence;
}

/** What is known of how the two legs met: evidence with the order, never by itself a reason to accept. */
export interface Match {
  readonly channel: Channel;
  readonly tokenAgeMs: number;
  readonly cell: number;
  /** From the device leg to the phone leg, in ms; negative when the phone came first. */
  readonly gapMs: number;
  readonly place: PlaceEvidence;
  /** What the payer had to show beyond the token, and did. */
  readonly provedBy: "place" | "code" | null;
}

export const matchOf = (sighting: Sighting, placedAt: Instant): Match => ({
  channel: sighting.channel,
  tokenAgeMs: sighting.tokenAgeMs,
  cell: sighting.cell,
  gapMs: sighting.arrivedAt - placedAt,
  place: sighting.place,
  provedBy: null,
});
