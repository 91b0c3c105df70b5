import type { JSX } from "preact";

/** Signs that are told apart without colour and from across a room. Drawn in a field of 48 by 48. */
const SHAPES = {
  none: "",
  tick: "M24 3a21 21 0 1 0 0 42 21 21 0 0 0 0-42M13 25l8 8 15-17",
  cross: "M15 3h18l12 12v18L33 45H15L3 33V15zM16 16l16 16M32 16L16 32",
  bang: "M15 3h18l12 12v18L33 45H15L3 33V15zM24 12v15M24 34v2",
  question: "M24 2l22 22-22 22L2 24zM18 19a6 6 0 1 1 8 6q-2 1-2 4M24 34v1",
  clock: "M24 3a21 21 0 1 0 0 42 21 21 0 0 0 0-42M24 11v14l9 6",
  slash: "M24 3a21 21 0 1 0 0 42 21 21 0 0 0 0-42M9 39L39 9",
  hand: "M15 3h18l12 12v18L33 45H15L3 33V15zM15 24h18",
  phone: "M15 3h18q3 0 3 3v36q0 3-3 3H15q-3 0-3-3V6q0-3 3-3zM21 39h6",
  waves:
    "M6 9h15q2 0 2 2v28q0 2-2 2H6q-2 0-2-2V11q0-2 2-2zM11 36h5M29 18q5 6 0 12M34 14q8 10 0 20M39 10q11 14 0 28",
  unsent: "M13 36a10 10 0 0 1 0-20 12 12 0 0 1 23-2 9 9 0 0 1 2 18M8 42L40 6",
  backspace: "M16 10h25q3 0 3 3v22q0 3-3 3H16L4 24zM22 18l12 12M34 18L22 30",
  plus: "M24 9v30M9 24h30",
  list: "M16 12h26M16 24h26M16 36h26M6 12h1M6 24h1M6 36h1",
  gear: "M6 13h20M34 13h8M6 35h8M22 35h20M30 8v10M18 30v10",
  bill: "M11 4h26v40l-6-5-7 5-7-5-6 5zM18 14h12M18 23h12",
  mic: "M24 4a7 7 0 0 0-7 7v12a7 7 0 0 0 14 0V11a7 7 0 0 0-7-7M10 22a14 14 0 0 0 28 0M24 36v8M16 44h16",
  keys: "M9 9h6v6H9zM21 9h6v6h-6zM33 9h6v6h-6zM9 21h6v6H9zM21 21h6v6h-6zM33 21h6v6h-6zM9 33h6v6H9zM21 33h6v6h-6zM33 33h6v6h-6z",
  back: "M28 9L13 24l15 15",
  next: "M20 9l15 15-15 15",
} as const;

export type ShapeName = keyof typeof SHAPES;

/** Decoration only: the word beside it says the same. */
export function Shape({ name }: { readonly name: ShapeName }): JSX.Element {
  return (
    <svg class={`shape shape-${name}`} viewBox="0 0 48 48" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
