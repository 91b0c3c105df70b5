import { defineConfig } from "vite";
import { pageBuild } from "./page-build.ts";
import { sizeReport } from "./size-report.ts";

/** Half of what the till may cost: a display has no keypad. */
const LIMIT_BYTES = 40 * 1024;

/** The customer display's page. It goes beside the till's, whose build comes first and empties the folder. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: { ...pageBuild("display/index.html"), emptyOutDir: false },
  plugins: [sizeReport("display/index.html", LIMIT_BYTES)],
});
