import type { Brand } from "./brand.ts";

/** Milliseconds since the Unix epoch, by the object's own clock. Client times are never of this type. */
export type Instant = Brand<number, "Instant">;

export const instant = (ms: number): Instant => ms as Instant;

export const later = (at: Instant, ms: number): Instant => (at + ms) as Instant;

/** The clock that never steps back: what has been recorded as past stays past. */
export const monotone = (clock: number, recorded: Instant): Instant =>
  Math.max(clock, recorded) as Instant;
