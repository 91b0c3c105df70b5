import type { TestProject } from "vitest/node";
import { type ServedTill, openTill } from "./own-till.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The till that the browser tests share. */
    till: ServedTill;
  }
}

/** Vitest's global set-up of the browser tests: one till for all of them, for as long as they run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stateFolder, close } = await openTill();
  project.provide("till", { url, stateFolder });
  return close;
}
