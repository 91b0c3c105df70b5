import { evictDurableObject } from "cloudflare:test";

/** Ends this life of an object; where the runtime has done so already, since nobody asked it anything for a while, it is well. */
export const putToSleep = (object: DurableObjectStub): Promise<void> =>
  evictDurableObject(object).catch((error: unknown) => {
    if (!(error instanceof Error && error.message.includes("not currently running"))) throw error;
  });
