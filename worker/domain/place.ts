import type { Minor } from "./money.ts";

/**
 * Edges of the distance bands, in metres. A phone's position becomes a band at once and is then forgotten: nothing finer
 * than what a policy can ask about is ever kept. Band `i` is "within edge i"; the last band is "farther than all".
 */
export const BAND_EDGES = [50, 150, 500, 2_000, 10_000, 50_000, 200_000] as const;
export const FARTHEST_BAND = BAND_EDGES.length;

/** How far from the terminal something may be, at least and at most, as bands. */
export interface Span {
  readonly nearest: number;
  readonly farthest: number;
}

/** What is known of where the phone is: what it says itself, and what its network connection suggests. */
export interface PlaceEvidence {
  readonly phone: Span | null;
  readonly network: Span | null;
}

export const NO_PLACE: PlaceEvidence = { phone: null, network: null };

/** What the merchant wants done about place. Below the floor only freshness counts. */
export interface PlacePolicy {
  /** The band a phone has to be in, as an index of {@link BAND_EDGES}; `null`: place does not matter. */
  readonly radius: number | null;
  readonly floor: Minor;
  readonly whenUnknown: "accept" | "ask" | "refuse";
  readonly whenAway: "ask" | "refuse";
}

export type Whereabouts = "here" | "away" | "unknown";

/** What place asks of a claim that is otherwise good. There is no value of it that makes a claim better. */
export type PlaceVerdict = "accept" | "ask" | "refuse";

/** A network's place is a city's at best; only when it contradicts the phone by this much does it count. */
const CONTRADICTION_BAND = BAND_EDGES.indexOf(200_000);

/** Where the phone is, as far as this radius can tell. */
export function whereabouts({ phone, network }: PlaceEvidence, radius: number): Whereabouts {
  const networkIsElsewhere = network !== null && network.nearest >= CONTRADICTION_BAND;
  if (!phone) return networkIsElsewhere && network.nearest > radius ? "away" : "unknown";
  if (phone.nearest > radius) return "away";
  // A position that could as well be far outside is no answer, and neither is one that its own network contradicts.
  const isVague = phone.farthest > radius + 1;
  return isVague || networkIsElsewhere ? "unknown" : "here";
}

export function assess(policy: PlacePolicy, amount: Minor, evidence: PlaceEvidence): PlaceVerdict {
  if (policy.radius === null || amount < policy.floor) return "accept";
  switch (whereabouts(evidence, policy.radius)) {
    case "here":
      return "accept";
    case "away":
      return policy.whenAway;
    case "unknown":
      return policy.whenUnknown;
  }
}
