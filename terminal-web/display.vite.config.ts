import { join } from "node:path";
import { type Plugin, build, defineConfig } from "vite";
import { pageBeside } from "./page-build.ts";

/** The owner's page is built in the same step, and after this one: both write into one folder. */
const thenOwner: Plugin = {
  name: "then-owner",
  apply: "build",
  async closeBundle() {
    const configFile = join(import.meta.dirname, "owner.vite.config.ts");
    await build({ configFile, logLevel: "warn" });
  },
};

const page = pageBeside("display/index.html", 40 * 1024);

/** The customer display's page. Half of what the till may cost: a display has no keypad. */
export default defineConfig({ ...page, plugins: [page.plugins, thenOwner] });
