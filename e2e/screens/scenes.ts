import { officeScenes } from "./office-scenes.ts";
import { payerScenes } from "./payer-scenes.ts";
import type { Scene } from "./scene.ts";
import { staffScenes } from "./staff-scenes.ts";
import { tillScenes } from "./till-scenes.ts";

/** Every state of every page. What takes half a minute to be over begins first and is seen last. */
export const SCENES: readonly Scene[] = [
  ...tillScenes,
  ...officeScenes,
  ...staffScenes,
  ...payerScenes,
];
