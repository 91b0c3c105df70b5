import type { Position } from "./place.ts";

/** A network's place is that of a city, or of an operator's gateway in the next one. */
const NETWORK_ACCURACY = 50_000;

interface Edge {
  readonly latitude?: unknown;
  readonly longitude?: unknown;
  readonly timezone?: unknown;
}

/** What the edge says of a connection. Off the platform it says nothing, or what the client made up, or throws. */
function edgeOf(request: { cf?: unknown }): Edge {
  try {
    return request.cf ?? {};
  } catch {
    return {};
  }
}

/** Where a request's network connection suggests it comes from; `null` when nothing does. */
export function networkPlaceOf(request: { cf?: unknown }): Position | null {
  const edge = edgeOf(request);
  const latitude = Number(edge.latitude ?? Number.NaN);
  const longitude = Number(edge.longitude ?? Number.NaN);
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isPlace ? { latitude, longitude, accuracy: NETWORK_ACCURACY } : null;
}

/** The time zone of a request's network connection, UTC when it is not known. */
export function timeZoneOf(request: { cf?: unknown }): string {
  const { timezone } = edgeOf(request);
  return typeof timezone === "string" && Intl.supportedValuesOf("timeZone").includes(timezone)
    ? timezone
    : "UTC";
}
