import type { PlaceDoor } from "../../wasm/core.ts";
import type { Position } from "../contract/place.ts";
import { BAND_EDGES, FARTHEST_BAND, type Span } from "../domain/place.ts";

type Places = Pick<PlaceDoor, "cellAt" | "halfChordSquared" | "threshold">;

/** Half a cell's diagonal, by which a place on the ground may be off its cell's centre, in metres. */
const CELL_SLACK = 22;

/**
 * How far a position may be from a terminal's cell, as bands: the position itself goes no further than this. `null` when
 * the terminal's own place is not known. Compares squares of half chords, so that no band costs a root or an arc.
 */
export function spanOf(
  places: Places,
  cell: number,
  { latitude, longitude, accuracy }: Position,
): Span | null {
  if (cell === 0) return null;
  const chord = places.halfChordSquared(cell, places.cellAt(latitude, longitude));
  const slack = accuracy + 2 * CELL_SLACK;
  const bandWithin = (metres: (edge: number) => number): number => {
    const band = BAND_EDGES.findIndex(
      (edge) => metres(edge) >= 0 && chord <= places.threshold(metres(edge)),
    );
    return band === -1 ? FARTHEST_BAND : band;
  };
  return {
    nearest: bandWithin((edge) => edge + slack),
    farthest: bandWithin((edge) => edge - slack),
  };
}
