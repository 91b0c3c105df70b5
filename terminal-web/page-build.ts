import type { BuildEnvironmentOptions, UserConfig } from "vite";
import { sizeReport } from "./size-report.ts";

/**
 * How a page is built. Each page is a build of its own: in a common one they would share a file with all that either
 * of them needs, and each would load what only the other uses.
 */
export function pageBuild(page: string): BuildEnvironmentOptions {
  return {
    outDir: "dist",
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What the page needs at once is asked for with it, and not when its first script has been read. What comes later
      // comes when it is wanted.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === "html" ? files : files.filter((file) => file.endsWith(".css")),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      input: page,
      // What only the server needs of the contract and the rules stays out: importing those files does nothing by itself.
      treeshake: {
        manualPureFunctions: ["Text", "parsed"],
        moduleSideEffects: [{ test: /\/worker\/(?:contract|domain)\//, sideEffects: false }],
      },
    },
  };
}

/** A page beside the till's, whose build comes first and empties the folder. */
export const pageBeside = (page: string, limitBytes: number): UserConfig => ({
  root: import.meta.dirname,
  publicDir: false,
  build: { ...pageBuild(page), emptyOutDir: false },
  plugins: [sizeReport(page, limitBytes)],
});
