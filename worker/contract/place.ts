import * as v from "valibot";
import { type Exponent, exponentOf, isCurrency } from "../domain/currency.ts";
import { MAX_MINOR, type Minor } from "../domain/money.ts";
import { BAND_EDGES, type PlacePolicy, type Span } from "../domain/place.ts";

/** Degrees (WGS 84), and how far off they may be in metres, as a device's geolocation gives them. */
export const Position = v.strictObject({
  latitude: v.pipe(
    v.number("place-invalid"),
    v.minValue(-90, "place-invalid"),
    v.maxValue(90, "place-invalid"),
  ),
  longitude: v.pipe(
    v.number("place-invalid"),
    v.minValue(-180, "place-invalid"),
    v.maxValue(180, "place-invalid"),
  ),
  accuracy: v.pipe(
    v.number("place-invalid"),
    v.minValue(0, "place-invalid"),
    v.maxValue(20_000_000, "place-invalid"),
  ),
});
export type Position = v.InferOutput<typeof Position>;

/** Where the terminal stands: `PUT /api/v1/terminal/place`; `null` forgets it. */
export const PutPlace = v.strictObject({ place: v.nullable(v.omit(Position, ["accuracy"])) });
export type PutPlace = v.InferOutput<typeof PutPlace>;

const RADII = BAND_EDGES.slice(0, 5);

const MinorOrNone = v.pipe(
  v.number("policy-invalid"),
  v.integer("policy-invalid"),
  v.minValue(0, "policy-invalid"),
  v.maxValue(MAX_MINOR, "policy-invalid"),
);

/** What the merchant wants done about place and refunds: `GET` and `PUT /api/v1/policy`. */
export const Policy = v.strictObject({
  /** Metres a payer's phone may be away; `null`: place does not matter. */
  radiusMetres: v.nullable(v.picklist(RADII, "policy-invalid")),
  /** From this amount on (minor units) place counts. */
  floorMinor: MinorOrNone,
  whenUnknown: v.picklist(["accept", "ask", "refuse"], "policy-invalid"),
  whenAway: v.picklist(["ask", "refuse"], "policy-invalid"),
  /** The most (minor units) that a till may give back of one order by itself; `null`: all of it. */
  refundLimitMinor: v.optional(v.nullable(MinorOrNone), null),
});
export type Policy = v.InferOutput<typeof Policy>;

/** What a merchant gets that has said nothing: small amounts pass, larger ones show that they are here or compare words. */
export function defaultPolicy(currency: string): Policy {
  const exponent: Exponent = isCurrency(currency) ? exponentOf(currency) : 2;
  const floorMinor = exponent === 0 ? 10_000 : 100 * 10 ** exponent;
  return {
    radiusMetres: 500,
    floorMinor,
    whenUnknown: "ask",
    whenAway: "ask",
    refundLimitMinor: null,
  };
}

export function placePolicyOf(policy: Policy): PlacePolicy {
  const { radiusMetres, floorMinor, whenUnknown, whenAway } = policy;
  const radius = radiusMetres === null ? null : BAND_EDGES.indexOf(radiusMetres);
  return { radius, floor: floorMinor as Minor, whenUnknown, whenAway };
}

/** A distance as it is told: bounds in metres; no upper bound is `null`. */
export const Distance = v.object({ atLeast: v.number(), within: v.nullable(v.number()) });
export type Distance = v.InferOutput<typeof Distance>;

export const distanceOf = ({ nearest, farthest }: Span): Distance => ({
  atLeast: nearest === 0 ? 0 : (BAND_EDGES[nearest - 1] ?? 0),
  within: BAND_EDGES[farthest] ?? null,
});
