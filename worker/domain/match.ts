import type { Instant } from "./instant.ts";

/** How the phone came by the order number. */
export type Channel = "qr" | "beacon" | "link";

/** What the phone leg brings along, as it arrived. */
export interface Sighting {
  readonly channel: Channel;
  /** From the start of the token's window to its arrival at the edge, in ms. */
  readonly tokenAgeMs: number;
  readonly arrivedAt: Instant;
}

/** What is known of how the two legs met: evidence with the order, never by itself a reason to accept. */
export interface Match {
  readonly channel: Channel;
  readonly tokenAgeMs: number;
  /** From the device leg to the phone leg, in ms; negative when the phone came first. */
  readonly gapMs: number;
}

export const matchOf = (sighting: Sighting, placedAt: Instant): Match => ({
  channel: sighting.channel,
  tokenAgeMs: sighting.tokenAgeMs,
  gapMs: sighting.arrivedAt - placedAt,
});
