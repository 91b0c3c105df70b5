// Geohash cells of 40 bits: 20 of longitude and 20 of latitude, interleaved, longitude first. Cell 0 means "no place known".

const STEPS: f64 = 1048576;

/** What a place gets whose true cell is 0: its eastern neighbour, millimetres away, for that corner is the south pole. */
const SOUTH_POLE: u64 = 2;

function spread(x: u64): u64 {
  x = (x | (x << 16)) & 0xff0000ffff;
  x = (x | (x << 8)) & 0xff00ff00ff;
  x = (x | (x << 4)) & 0x0f0f0f0f0f;
  x = (x | (x << 2)) & 0x3333333333;
  return (x | (x << 1)) & 0x5555555555;
}

function gather(x: u64): u64 {
  x = x & 0x5555555555;
  x = (x | (x >> 1)) & 0x3333333333;
  x = (x | (x >> 2)) & 0x0f0f0f0f0f;
  x = (x | (x >> 4)) & 0xff00ff00ff;
  x = (x | (x >> 8)) & 0xff0000ffff;
  return (x | (x >> 16)) & 0xfffff;
}

function stepOf(degrees: f64, half: f64): u64 {
  return <u64>min<f64>(((degrees + half) / (2 * half)) * STEPS, STEPS - 1);
}

/** The cell of a place in degrees, or -1 if there is no such place (NaN included). */
export function cellAt(latitude: f64, longitude: f64): f64 {
  const exists = latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
  if (!exists) return -1;
  const cell = (spread(stepOf(longitude, 180)) << 1) | spread(stepOf(latitude, 90));
  return <f64>(cell == 0 ? SOUTH_POLE : cell);
}

/** Degrees north of a cell's centre. */
export function latitudeOf(cell: f64): f64 {
  return ((<f64>gather(<u64>cell) + 0.5) / STEPS) * 180 - 90;
}

/** Degrees east of a cell's centre. */
export function longitudeOf(cell: f64): f64 {
  return ((<f64>gather(<u64>cell >> 1) + 0.5) / STEPS) * 360 - 180;
}
