import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { pageBuild } from "./page-build.ts";
import { sizeReport } from "./size-report.ts";

/** The most that the page may cost before it can be used, in bytes as gzip sends them. */
const LIMIT_BYTES = 60 * 1024;

export default defineConfig({
  root: import.meta.dirname,
  build: { ...pageBuild("terminal/index.html"), emptyOutDir: true },
  plugins: [
    VitePWA({
      strategies: "injectManifest",
      srcDir: "offline",
      filename: "service-worker.ts",
      injectRegister: false,
      injectManifest: {
        injectionPoint: "self.pageFiles",
        globPatterns: ["terminal/index.html", "assets/*", "*.{svg,png}"],
        // The page's one address; its file's own name redirects there.
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map((entry) =>
              entry.url === "terminal/index.html" ? { ...entry, url: "terminal" } : entry,
            ),
            warnings: [],
          }),
        ],
        dontCacheBustURLsMatching: /^assets\//,
      },
      manifestFilename: "terminal.webmanifest",
      manifest: {
        id: "/terminal",
        name: "Edgetill",
        short_name: "Edgetill",
        description: "A payment terminal that is a web page",
        start_url: "/terminal",
        scope: "/terminal",
        display: "standalone",
        background_color: "#f5f3ee",
        theme_color: "#f5f3ee",
        categories: ["business", "finance"],
        icons: [
          { src: "/edgetill-192.png", sizes: "192x192", type: "image/png" },
          { src: "/edgetill-512.png", sizes: "512x512", type: "image/png" },
          { src: "/edgetill-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          { src: "/edgetill.svg", sizes: "any", type: "image/svg+xml" },
        ],
      },
    }),
    sizeReport("terminal/index.html", LIMIT_BYTES),
  ],
});
