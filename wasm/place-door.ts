import { CoreInputError } from "./core-error.ts";
import type { Exports } from "./linear-memory.ts";
import { isWhole } from "./whole-number.ts";

/** A place in degrees, north and east positive. */
export interface Place {
  latitude: number;
  longitude: number;
}

/** Cells are 40-bit geohashes, about 38 m by 19 m at the equator. Cell 0 means "no place known" and has no centre. */
export interface PlaceDoor {
  /** The cell of a place, never 0; throws outside the range of degrees. */
  cellAt(latitude: number, longitude: number): number;
  cellCentre(cell: number): Place;
  /** The eight characters of a geohash. */
  cellText(cell: number): string;
  /** The cell of eight lower-case geohash characters, or null. */
  parseCell(text: string): number | null;
  /**
   * The square of half the chord between two cells' centres, on a sphere of radius 1: compare it with `threshold`.
   * Infinity when either place is unknown, so that the unknown is never near.
   */
  halfChordSquared(cellA: number, cellB: number): number;
  /** What `halfChordSquared` is at a distance of `metres` over the ground. */
  threshold(metres: number): number;
}

const DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";
const TEXT_LENGTH = 8;

export function createPlaceDoor(wasm: Exports): PlaceDoor {
  return {
    cellAt(latitude, longitude) {
      const cell = wasm.cellAt(latitude, longitude);
      if (cell < 0) throw new CoreInputError(`no such place: ${latitude}, ${longitude}`);
      return cell;
    },
    cellCentre(cell) {
      checkPlace(cell);
      return { latitude: wasm.latitudeOf(cell), longitude: wasm.longitudeOf(cell) };
    },
    cellText(cell) {
      checkPlace(cell);
      let text = "";
      for (let i = TEXT_LENGTH - 1; i >= 0; i--) text += DIGITS[Math.floor(cell / 32 ** i) % 32];
      return text;
    },
    parseCell(text) {
      if (text.length !== TEXT_LENGTH) return null;
      let cell = 0;
      for (const character of text) {
        const digit = DIGITS.indexOf(character);
        if (digit < 0) return null;
        cell = cell * 32 + digit;
      }
      return cell === 0 ? null : cell;
    },
    halfChordSquared(cellA, cellB) {
      checkCell(cellA);
      checkCell(cellB);
      return cellA === 0 || cellB === 0 ? Infinity : wasm.halfChordSquared(cellA, cellB);
    },
    threshold(metres) {
      if (!Number.isFinite(metres) || metres < 0 || Object.is(metres, -0)) {
        throw new CoreInputError(`no such distance: ${metres} m`);
      }
      return wasm.threshold(metres);
    },
  };
}

function checkCell(cell: number): void {
  if (!isWhole(cell, 0, 2 ** 40 - 1)) throw new CoreInputError(`no such cell: ${cell}`);
}

function checkPlace(cell: number): void {
  checkCell(cell);
  if (cell === 0) throw new CoreInputError("cell 0 is no place");
}
