import type { Result } from "../../worker/domain/result.ts";
import { type Coordinates, type CoordinatesFault, parseCoordinates } from "./coordinates.ts";
import { type PlusCodeFault, looksLikePlusCode, parsePlusCode } from "./plus-code.ts";

export type PlaceTextFault = CoordinatesFault | PlusCodeFault;

/** The place that somebody typed, as a plus code or as coordinates. */
export function parsePlace(text: string): Result<Coordinates, PlaceTextFault> {
  return looksLikePlusCode(text) ? parsePlusCode(text) : parseCoordinates(text);
}
