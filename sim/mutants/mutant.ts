import type { Patch } from "../product.ts";

/** One mistake, as a change to the product's own text. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** The seed that found it last, tried before all others: what is rarely reached need not be searched for every time. */
  readonly diedOf?: number;
}

/** A mistake in one place. */
export const mutant = (
  name: string,
  file: string,
  find: string,
  replace: string,
  diedOf?: number,
): Mutant => ({
  name,
  patches: [{ file, find, replace }],
  ...(diedOf !== undefined && { diedOf }),
});
