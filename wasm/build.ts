// Compiles assembly/ to build/core.wasm, unless the one that is there was made of the same sources by the same compiler.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { compileAssembly, OPTIONS } from "./compile.ts";

const MAX_GZIP_BYTES = 16 * 1024;

const here = new URL("./", import.meta.url);
const wasmFile = new URL("build/core.wasm", here);
const stampFile = new URL("build/core.stamp", here);

const stamp = stampOf();
if (!isBuilt()) await build();

/** A digest of all that the compiled bytes depend on. */
function stampOf(): string {
  const compiler = readFileSync(
    new URL("../node_modules/assemblyscript/package.json", here),
    "utf8",
  );
  const digest = createHash("sha256").update(
    JSON.stringify([OPTIONS, JSON.parse(compiler).version]),
  );
  for (const name of readdirSync(new URL("assembly/", here)).toSorted()) {
    digest.update(`\n${name}\n`).update(readFileSync(new URL(`assembly/${name}`, here)));
  }
  return digest.digest("hex");
}

function isBuilt(): boolean {
  try {
    const [madeOf, bytes] = readFileSync(stampFile, "utf8").trim().split(" ");
    return madeOf === stamp && bytes === digestOf(readFileSync(wasmFile));
  } catch {
    return false;
  }
}

async function build(): Promise<void> {
  const bytes = await compileAssembly("wasm/assembly/index.ts");
  const gzipBytes = gzipSync(bytes, { level: 9 }).length;
  console.log(`core.wasm: ${bytes.length} bytes, ${gzipBytes} gzipped`);
  if (gzipBytes > MAX_GZIP_BYTES)
    throw new Error(`core.wasm is over ${MAX_GZIP_BYTES} bytes gzipped`);
  mkdirSync(new URL("build/", here), { recursive: true });
  writeFileSync(wasmFile, bytes);
  writeFileSync(stampFile, `${stamp} ${digestOf(bytes)}\n`);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
