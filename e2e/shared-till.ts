import type { TestProject } from "vitest/node";
import { clearAway, freshStateFolder, spawnTill } from "../launch/spawned-till.ts";

/** The till that the browser tests share: where it is served, and where its state is. */
export interface SharedTill {
  readonly url: string;
  readonly stateFolder: string;
}

declare module "vitest" {
  interface ProvidedContext {
    till: SharedTill;
  }
}

/** Vitest's global set-up of the browser tests: one till for all of them, for as long as they run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stateFolder = freshStateFolder();
  const served = await spawnTill(stateFolder);
  project.provide("till", { url: served.demo.url, stateFolder });
  return async () => {
    await served.end("SIGTERM");
    clearAway(stateFolder);
  };
}
