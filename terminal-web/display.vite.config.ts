import { mergeConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { pageBeside } from "./page-build.ts";

/** The customer display's page. Half of what the till may cost: a display has no keypad. */
export default mergeConfig(pageBeside("display/index.html", 40 * 1024), {
  plugins: [
    VitePWA({
      strategies: "injectManifest",
      srcDir: "offline",
      filename: "display-worker.ts",
      injectRegister: false,
      manifest: false,
      // The page keeps its own files: there is no list to write. The plugin's types leave this value out.
      injectManifest: { injectionPoint: undefined } as object,
    }),
  ],
});
