import type { Position } from "../../worker/contract/place.ts";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import type { LocateFault } from "../state/place-desk.ts";

/** Asks the device where it is, once (W3C Geolocation). */
export type Locator = () => Promise<Result<Position, LocateFault>>;

const PATIENCE_MS = 20_000;

/** GeolocationPositionError's codes; anything else is a device that does not know. */
const FAULTS: Readonly<Record<number, LocateFault>> = { 1: "not-allowed", 3: "timeout" };

export function createLocator(geolocation: Geolocation | undefined, isSecure: boolean): Locator {
  return () => {
    // Over plain http a browser says "denied", which would send people to the wrong setting.
    if (!isSecure) return Promise.resolve(refuse("insecure"));
    if (!geolocation) return Promise.resolve(refuse("unsupported"));
    return new Promise((resolve) => {
      geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude, accuracy } }) =>
          resolve(ok({ latitude, longitude, accuracy })),
        ({ code }) => resolve(refuse(FAULTS[code] ?? "unavailable")),
        { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
      );
    });
  };
}
