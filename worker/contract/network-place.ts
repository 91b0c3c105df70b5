import type { Position } from "./place.ts";

/** A network's place is that of a city, or of an operator's gateway in the next one. */
const NETWORK_ACCURACY = 50_000;

/** Where a request's network connection suggests it comes from, in so far as the edge says; `null` when it does not. */
export function networkPlaceOf({ cf }: { cf?: unknown }): Position | null {
  const { latitude, longitude } = (cf ?? {}) as { latitude?: unknown; longitude?: unknown };
  const place = {
    latitude: Number(latitude ?? Number.NaN),
    longitude: Number(longitude ?? Number.NaN),
  };
  const isPlace = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
  return isPlace ? { ...place, accuracy: NETWORK_ACCURACY } : null;
}
