import * as v from "valibot";
import { KeyConfigurationError } from "../../wasm/core.ts";

/** Reads a configuration secret that is a list of keys. A fault is a sentence that names the secret and the key. */
export function keyListOf<Schema extends v.GenericSchema>(
  secret: string,
  text: string | undefined,
  schema: Schema,
): v.InferOutput<Schema>[] {
  if (!text) throw new KeyConfigurationError(null, `${secret} is not set`);
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new KeyConfigurationError(null, `${secret} is not JSON`);
  }
  if (!Array.isArray(list) || list.length === 0) {
    throw new KeyConfigurationError(null, `${secret} is not a list of keys`);
  }
  return list.map((entry, index) => keyOf(secret, schema, entry, index));
}

const Named = v.object({ id: v.union([v.number(), v.string()]) });

function keyOf<Schema extends v.GenericSchema>(
  secret: string,
  schema: Schema,
  entry: unknown,
  index: number,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, entry);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const named = v.safeParse(Named, entry);
  const id = named.success ? named.output.id : null;
  const where = `${id === null ? `entry ${index}` : `key ${id}`} of ${secret}`;
  throw new KeyConfigurationError(
    typeof id === "number" ? id : null,
    `${where}: ${v.getDotPath(issue) ?? "entry"}: ${issue.message}`,
  );
}
