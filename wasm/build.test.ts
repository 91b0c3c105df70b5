import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, it } from "vitest";
import { compileAssembly } from "./compile.ts";

describe("the build", () => {
  it(
    "gives the same bytes for the same sources, and they are the ones under test",
    { timeout: 60_000 },
    async ({ expect }) => {
      const built = readFileSync(new URL("build/core.wasm", import.meta.url));
      const compiled = await compileAssembly("wasm/assembly/index.ts");
      expect(Buffer.compare(compiled, built)).toBe(0);
      expect(gzipSync(built, { level: 9 }).length).toBeLessThanOrEqual(16 * 1024);
    },
  );
});
