import { readFileSync } from "node:fs";

// All of memory, in pages of 64 KiB. It can neither grow nor be asked to.
const PAGES = 4;

/** How assembly is compiled; part of what a build is made of. */
export const OPTIONS: readonly string[] = [
  "--runtime=stub",
  "--enable=simd",
  "--optimizeLevel=3",
  "--shrinkLevel=0",
  `--initialMemory=${PAGES}`,
  `--maximumMemory=${PAGES}`,
  "--noAssert",
  // Passes run until nothing gets smaller: 3 % off a batch.
  "--converge",
  // Vectors cross between our own files, never to JavaScript.
  "--disableWarning=112",
];

/**
 * Compiles an entry file, given by its path from the project's root. The same sources give the same bytes.
 * `change` puts other text in the place of a file's, for tests that need a core with a fault.
 */
export async function compileAssembly(
  entry: string,
  change: (text: string) => string = (text) => text,
): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only when there is work: the compiler takes a quarter of a second to start.
  const asc = await import("assemblyscript/asc");
  const root = new URL("../", import.meta.url);
  const stderr = asc.createMemoryStream();
  let compiled: Uint8Array<ArrayBuffer> | undefined;
  const { error } = await asc.main([entry, "--outFile=compiled.wasm", ...OPTIONS], {
    readFile(name) {
      const text = readIfThere(new URL(name, root));
      return text === null ? null : change(text);
    },
    writeFile: (name, contents) => {
      if (name === "compiled.wasm" && typeof contents !== "string")
        compiled = Uint8Array.from(contents);
    },
    listFiles: () => [],
    stderr,
  });
  if (error || !compiled) throw new Error(stderr.toString(), { cause: error });
  return compiled;
}

function readIfThere(file: URL): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
