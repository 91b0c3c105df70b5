import type { Exponent } from "../../../worker/domain/currency.ts";
import type { Reading } from "./piece.ts";

/** Figures said one by one, as on a keypad: as many as the cents are rather whole, more end in the cents. */
export function figureReadings(figures: string, exponent: Exponent): Reading[] {
  const value = Number(figures);
  const whole: Reading = { minor: value * 10 ** exponent, reason: "whole" };
  if (exponent === 0) return [whole];
  const cents: Reading = { minor: value, reason: "cents" };
  return figures.length > exponent ? [cents, whole] : [whole, cents];
}
