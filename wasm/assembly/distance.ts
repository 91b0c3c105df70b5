// Distance on the sphere without a square root or an arc: the square of half the chord, compared with a threshold.
import { latitudeOf, longitudeOf } from "./cell";

/** Mean radius of the earth in metres (IUGG R1). */
const RADIUS: f64 = 6371008.7714;
const HALF_TURN: f64 = Math.PI;
const RADIANS: f64 = HALF_TURN / 180;

/** Sine for angles from minus to plus a quarter turn, by its series to the 21st power: exact to the last bit or two. */
function sine(x: f64): f64 {
  const s = x * x;
  let sum: f64 = 1 - s / 420;
  for (let n: f64 = 18; n >= 2; n -= 2) sum = 1 - (s / (n * (n + 1))) * sum;
  return x * sum;
}

function cosine(x: f64): f64 {
  return sine(HALF_TURN / 2 - abs<f64>(x));
}

/** The square of half the chord between the centres of two cells, on a sphere of radius 1: from 0 to 1. */
export function halfChordSquared(cellA: f64, cellB: f64): f64 {
  const northA = latitudeOf(cellA) * RADIANS;
  const northB = latitudeOf(cellB) * RADIANS;
  let east = abs<f64>(longitudeOf(cellA) - longitudeOf(cellB));
  if (east > 180) east = 360 - east;
  const upright = sine((northA - northB) / 2);
  const across = sine((east * RADIANS) / 2);
  return upright * upright + cosine(northA) * cosine(northB) * across * across;
}

/** What `halfChordSquared` gives for two places that lie `metres` apart along the ground; 1 from half way round on. */
export function threshold(metres: f64): f64 {
  const half = metres / RADIUS / 2;
  if (half >= HALF_TURN / 2) return 1;
  const chord = sine(half);
  return chord * chord;
}
