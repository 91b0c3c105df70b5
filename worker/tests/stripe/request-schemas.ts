import { resolve } from "node:path";
import { Ajv, type SchemaObject, type ValidateFunction } from "ajv";
import { createGenerator } from "ts-json-schema-generator";

/** Why these parameters are not what the official package would take; null when they are. */
export type Validate = (call: string, parameters: unknown) => string | null;

/** "POST /v1/payment_intents/:id/capture". */
export const callOf = (method: string, path: string): string =>
  `${method} ${path.replace(/\/(?:cs|pi)_\w+/, "/:id")}`;

/** JSON Schemas made from the installed package's own types: a parameter that is unknown or of a wrong type does not pass. */
export function schemaValidators(): Validate {
  const schema = createGenerator({
    path: resolve(import.meta.dirname, "stripe-requests.ts"),
    tsconfig: resolve(import.meta.dirname, "tsconfig.schemas.json"),
    type: "StripeRequests",
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: "none",
  }).createSchema("StripeRequests");
  const requests = schema.definitions?.["StripeRequests"];
  const known = typeof requests === "object" ? (requests.properties ?? {}) : {};
  // What travels is a form, where every value is text: a number is a text that reads as one.
  const ajv = new Ajv({ coerceTypes: true, strict: false, allErrors: true });
  ajv.addSchema(schema as SchemaObject, "stripe");
  const compiled = new Map<string, ValidateFunction>();
  return (call, parameters) => {
    if (!Object.hasOwn(known, call)) return "the fake knows no such call";
    const validate = compiled.get(call) ?? ajv.compile({ $ref: `stripe#/${pointerTo(call)}` });
    compiled.set(call, validate);
    return validate(parameters) ? null : ajv.errorsText(validate.errors);
  };
}

const pointerTo = (call: string): string =>
  `definitions/StripeRequests/properties/${encodeURIComponent(call.replaceAll("~", "~0").replaceAll("/", "~1"))}`;

/** Reads a form as Stripe does: `line_items[0][price_data][currency]=eur`. */
export function parametersOf(form: URLSearchParams): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const keys = name.replaceAll("]", "").split("[");
    let node = root;
    for (const key of keys.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
    node[keys.at(-1) ?? ""] = value;
  }
  return listed(root) as Record<string, unknown>;
}

function listed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, listed(child)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}
