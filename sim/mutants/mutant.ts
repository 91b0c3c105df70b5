import type { Patch } from "../product.ts";

/** One mistake, as a change to the product's own text. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
}

/** A mistake in one place. */
export const mutant = (name: string, file: string, find: string, replace: string): Mutant => ({
  name,
  patches: [{ file, find, replace }],
});
