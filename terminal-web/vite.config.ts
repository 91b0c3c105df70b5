import { gzipSync } from "node:zlib";
import { type Plugin, type Rolldown, defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

type Bundle = Rolldown.OutputBundle;

const LIMIT_BYTES = 60 * 1024;

/** What a browser loads before the page can be used: the page, its script with all that this imports at once, its style, the core. */
function filesBeforeUse(bundle: Bundle): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (!file || names.has(name)) return;
    names.add(name);
    if (file.type !== "chunk") return;
    for (const part of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) add(part);
  };
  for (const file of Object.values(bundle)) {
    const isFirst = file.type === "chunk" ? file.isEntry : /\.(?:html|wasm)$/.test(file.fileName);
    if (isFirst) add(file.fileName);
  }
  return names;
}

/** Says what the page costs before its first use, file by file, and fails the build above the limit. */
function sizeReport(): Plugin {
  return {
    name: "size-report",
    apply: "build",
    writeBundle(_, bundle) {
      const beforeUse = filesBeforeUse(bundle);
      const sizes = Object.values(bundle)
        .filter(({ fileName }) => beforeUse.has(fileName))
        .map((file) => {
          const content = file.type === "chunk" ? file.code : file.source;
          return { name: file.fileName, bytes: gzipSync(content, { level: 9 }).length };
        })
        .toSorted((a, b) => b.bytes - a.bytes);
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
      const parts = sizes.map(({ name, bytes }) => `${name} ${bytes}`).join(", ");
      console.log(`terminal page: ${total} bytes gzipped of ${LIMIT_BYTES} (${parts})`);
      if (total > LIMIT_BYTES) throw new Error("the terminal page is larger than it may be");
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: "terminal/index.html",
      // What only the server needs of the contract and the rules stays out: importing those files does nothing by itself.
      treeshake: {
        manualPureFunctions: ["Text", "parsed"],
        moduleSideEffects: [{ test: /\/worker\/(?:contract|domain)\//, sideEffects: false }],
      },
    },
  },
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
    sizeReport(),
  ],
});
