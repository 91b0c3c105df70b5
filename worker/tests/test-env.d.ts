/// <reference types="@cloudflare/vitest-plugin/types" />
declare namespace Cloudflare {
  interface Env {
    readonly MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
