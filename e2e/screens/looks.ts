import { createHash } from "node:crypto";
import { LANGUAGES } from "../../worker/contract/merchant.ts";
import type { Look } from "./scene.ts";

/** Both languages, on phone and tablet, light and dark. */
export const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  (["phone", "tablet"] as const).flatMap((size) =>
    (["light", "dark"] as const).map((light) => ({ language, size, light })),
  ),
);

export const nameOf = ({ language, size, light }: Look): string => `${language}-${size}-${light}`;

/** The one look that a seed draws for a scene by its name, whatever other scenes there are. */
export function lookDrawn(seed: number, scene: string): Look {
  const [draw = 0] = createHash("sha256").update(`${seed} ${scene}`).digest();
  return LOOKS[draw % LOOKS.length] as Look;
}
