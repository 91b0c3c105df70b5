/** How often something may be asked: so many times in each window, and windows begin at whole multiples since the epoch. */
export interface Quota {
  /** Stable: clients see it in the RateLimit fields. */
  readonly name: string;
  readonly most: number;
  readonly windowSeconds: number;
}

/** New orders of one terminal: more than five a second for an hour is no counter but a loop. */
export const ORDERS: Quota = { name: "orders", most: 20_000, windowSeconds: 3600 };
/** What one payer may ask of one claim, long polls aside. */
export const PAYER: Quota = { name: "payer", most: 240, windowSeconds: 60 };
/** Offers and top-ups of one wallet. */
export const WALLET: Quota = { name: "wallet", most: 240, windowSeconds: 60 };
/** What strangers of one address range may begin, each kind for itself: a whole market hall stands behind one address. */
export const STRANGERS: Quota = { name: "strangers", most: 600, windowSeconds: 60 };

/**
 * Codes opened and claimed at one till from one address range. A hall behind one address has a quota for each of its
 * tills, and a till that sells every four seconds leaves most of it.
 */
export const CROWD: Quota = { name: "crowd", most: 240, windowSeconds: 60 };

/** Seconds until the next window begins. Everybody computes the same. */
export const secondsLeft = ({ windowSeconds }: Quota, nowMs: number): number =>
  windowSeconds - (Math.floor(nowMs / 1000) % windowSeconds);
