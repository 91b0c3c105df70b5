import type { DemoFile } from "../launch/demo-merchant.ts";
import { clearAway, freshStateFolder, spawnTill } from "../launch/spawned-till.ts";

/** A till that is served: where, and where its state is. */
export interface ServedTill {
  readonly url: string;
  readonly stateFolder: string;
}

/** Starts a till with this environment, on a state folder that goes with it; `demo` is the shop that it begins with. */
export async function openTill(
  environment: Readonly<Record<string, string>> = {},
): Promise<ServedTill & { readonly demo: DemoFile; close(): Promise<void> }> {
  const stateFolder = freshStateFolder();
  const served = await spawnTill(stateFolder, [], {
    EDGETILL_DEMO_LANGUAGE: "en",
    EDGETILL_DEMO_CURRENCY: "EUR",
    ...environment,
  });
  return {
    url: served.demo.url,
    stateFolder,
    demo: served.demo,
    async close() {
      await served.end("SIGTERM");
      clearAway(stateFolder);
    },
  };
}
