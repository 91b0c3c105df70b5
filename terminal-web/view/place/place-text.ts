import type { Coordinates } from "../../state/coordinates.ts";

/** Four decimals are about ten metres: no finer than the field that is kept. */
export function coordinatesText({ latitude, longitude }: Coordinates): string {
  return `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
}

/** One degree of a meridian, in metres, on a sphere of the earth's mean radius (6,371,009 m). */
const DEGREE_METRES = 111_195;
/** A 40-bit geohash halves either axis twenty times. */
const CELL_LATITUDE = 180 / 2 ** 20;
const CELL_LONGITUDE = 360 / 2 ** 20;

/** The sides of the cell around a place, in metres: narrower towards the poles. */
export function cellSides({ latitude }: Coordinates): {
  readonly width: number;
  readonly height: number;
} {
  const width = CELL_LONGITUDE * DEGREE_METRES * Math.cos((latitude * Math.PI) / 180);
  return { width, height: CELL_LATITUDE * DEGREE_METRES };
}
