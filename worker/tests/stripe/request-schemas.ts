import { resolve } from "node:path";
import { Ajv, type SchemaObject, type ValidateFunction } from "ajv";
import { createGenerator } from "ts-json-schema-generator";

/** Why these parameters are not what the official package would take; null when they are. */
export type Validate = (call: string, parameters: unknown) => string | null;

let made: Validate | null = null;

/**
 * JSON Schemas made from the installed package's own types: a parameter that is unknown or of a wrong type does not pass.
 * Made once for every fake of a process: it takes seconds, in which nothing else of the process moves.
 */
export const schemaValidators = (): Validate => (made ??= makeValidators());

function makeValidators(): Validate {
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
