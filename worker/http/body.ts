import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import * as v from "valibot";
import { type ProblemType, isProblemType } from "../contract/problem.ts";
import type { Host } from "./host.ts";
import { parseJson } from "./json.ts";
import { type ProblemDetails, problem } from "./problem.ts";

/** Larger than the largest bill: 100 lines of 64 graphemes with room to spare. */
const MAX_BODY_BYTES = 128 * 1024;

interface Validated<Value> {
  in: { json: Value };
  out: { json: Value };
}

const schemas = new WeakMap<object, v.GenericSchema>();

const limit: MiddlewareHandler<Host> = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c: Context<Host>) => problem(c, "body-too-large"),
});

/** Refuses what is too large, and a body whose chunks cannot be read. What goes wrong further in never arrives here. */
export const limited = createMiddleware<Host>(async (c, next) => {
  try {
    return await limit(c, next);
  } catch {
    return problem(c, "request-malformed");
  }
});

/** Turns the body into a contract type, or into the problem that names the field. Handlers never see unparsed input. */
export const body = <Schema extends v.GenericSchema>(schema: Schema) => {
  const checked = createMiddleware<Host, string, Validated<v.InferOutput<Schema>>>(
    async (c, next) => {
      const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
      if (mediaType !== "application/json") return problem(c, "media-type-unsupported");
      // A sender who breaks off in the middle: nobody will read the answer, and it is no fault of ours.
      const bytes = await c.req.arrayBuffer().catch(() => null);
      if (!bytes) return problem(c, "request-malformed");
      const json = parseJson(bytes);
      if (!json.ok) return problem(c, json.reason);
      const parsed = v.safeParse(schema, json.value, { abortPipeEarly: true });
      if (!parsed.success) return problem(c, ...faultOf(parsed.issues));
      c.req.addValidatedData("json", parsed.output as object);
      return next();
    },
  );
  schemas.set(checked, schema);
  return checked;
};

/** The schema that a handler of the route table checks bodies with; null for every other handler. */
export const schemaOf = (handler: object): v.GenericSchema | null => schemas.get(handler) ?? null;

/** The problem of the first fault, with every fault's place. Checks carry their code as message; the validator's own words are not codes. */
function faultOf(
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): [ProblemType, ProblemDetails] {
  const errors = issues.slice(0, 20).map((issue) => {
    const [type = "", code = type] = issue.message.split(":");
    const isCode = isProblemType(type) || /^[a-z-]+$/.test(type);
    return { pointer: pointerOf(issue), code: isCode ? code : issue.type };
  });
  const named = issues.map(({ message }) => message.split(":")[0] ?? "").find(isProblemType);
  return [named ?? "schema-invalid", { errors }];
}

/** RFC 6901. */
function pointerOf({ path }: v.BaseIssue<unknown>): string {
  const keys = (path ?? []).map(({ key }) =>
    String(key).replaceAll("~", "~0").replaceAll("/", "~1"),
  );
  return keys.map((key) => `/${key.slice(0, 64)}`).join("");
}
