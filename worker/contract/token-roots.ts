import type { TokenRoot } from "../../wasm/core.ts";
import { parseKeyRing } from "./key-ring.ts";

/** Reads the configured token roots. A fault is a sentence that names the key. */
export const parseTokenRoots = (text: string | undefined): TokenRoot[] =>
  parseKeyRing("TOKEN_ROOTS", text);
