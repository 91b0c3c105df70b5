import type { Life, Machine } from "./machine.ts";

/** A stub of another object: whatever is asked of it goes over the network. */
export const peer = (from: Machine, life: Life, to: Machine): object =>
  new Proxy(
    {},
    {
      get: (_, method) => {
        // A promise is asked for `then`; a stub has none.
        if (typeof method !== "string" || method === "then") return undefined;
        return (...args: readonly unknown[]) => from.askPeer(life, to, method, args);
      },
    },
  );
