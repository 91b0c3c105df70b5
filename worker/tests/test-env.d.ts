/// <reference types="@cloudflare/vitest-plugin/types" />
declare module "*?raw" {
  const text: string;
  export default text;
}
declare namespace Cloudflare {
  interface Env {
    /** "1": all 720 orders of six events are played. */
    readonly STRIPE_ALL_ORDERS: string;
    readonly MIGRATIONS: import("cloudflare:test").D1Migration[];
    /** Cases for each route that takes a body; a few when it is not said. */
    readonly FUZZ_RUNS?: string;
  }
}
