import { type Result, ok, refuse } from "../domain/result.ts";

const MAX_DEPTH = 16;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads JSON strictly: UTF-8 without a byte order mark, no key twice in one object (RFC 8259 section 4), at most 16 deep. */
export function parseJson(bytes: ArrayBuffer): Result<unknown, "json-invalid"> {
  try {
    const text = decoder.decode(bytes);
    const { depth, members } = measure(text);
    if (depth > MAX_DEPTH) return refuse("json-invalid");
    const value: unknown = JSON.parse(text);
    // JSON.parse keeps the last of equal keys and says nothing: fewer members than colons means there were some.
    return countMembers(value) === members ? ok(value) : refuse("json-invalid");
  } catch {
    return refuse("json-invalid");
  }
}

/** How deep the text nests and how many members it writes down. Right for valid JSON; anything else JSON.parse refuses. */
function measure(text: string): { depth: number; members: number } {
  let [depth, deepest, members] = [0, 0, 0];
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
    else if (character === ":") members += 1;
  }
  return { depth: deepest, members };
}

function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child) => sum + countMembers(child), own);
}
