import { beaconScenes } from "./beacon-scenes.ts";
import { officeScenes } from "./office-scenes.ts";
import { payerScenes } from "./payer-scenes.ts";
import type { Scene } from "./scene.ts";
import { staffScenes } from "./staff-scenes.ts";
import { stripeScenes } from "./stripe-scenes.ts";
import { tillScenes } from "./till-scenes.ts";

/** Every state of every page. */
export const SCENES: readonly Scene[] = [
  ...tillScenes,
  ...officeScenes,
  ...staffScenes,
  ...payerScenes,
  ...stripeScenes,
  ...beaconScenes,
];

/** The scenes with these names; throws where there is none with one of them. */
export function scenesNamed(names: readonly string[]): readonly Scene[] {
  return names.map((name) => {
    const scene = SCENES.find((known) => known.name === name);
    if (scene) return scene;
    const all = SCENES.map((known) => known.name).join(", ");
    throw new Error(`There is no scene ${name}; there are ${all}.`);
  });
}
