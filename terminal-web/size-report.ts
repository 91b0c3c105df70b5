import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

type Bundle = Rolldown.OutputBundle;

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
export function sizeReport(page: string, limitBytes: number): Plugin {
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
      console.log(`${page}: ${total} bytes gzipped of ${limitBytes} (${parts})`);
      if (total > limitBytes) throw new Error(`${page} is larger than it may be`);
    },
  };
}
