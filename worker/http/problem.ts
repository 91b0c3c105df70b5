import type { Context } from "hono";
import { PROBLEMS, type Problem, type ProblemType } from "../contract/problem.ts";
import type { Result } from "../domain/result.ts";
import { type Host, originOf } from "./host.ts";
import { nonceAt } from "./nonce.ts";

export type ProblemDetails = Pick<Problem, "detail" | "errors">;

/** A refusal as RFC 9457 has it. The only place where a problem gets its status. */
export function problem(
  c: Context<Host>,
  type: ProblemType,
  details: ProblemDetails = {},
  retryAfterSeconds = 1,
): Response {
  const { status, title, ...kind } = PROBLEMS[type];
  c.set("problem", type);
  // Under a Host that is none there is no origin either: a relative reference then (RFC 9457 section 3.1.1).
  const origin = URL.canParse(c.req.url) ? originOf(c) : "";
  const body: Problem = {
    type: `${origin}/problems/${type}`,
    title,
    status,
    ...details,
    instance: `urn:edgetill:${c.var.trace}`,
    retryable: "retryable" in kind,
  };
  if (status === 429 || status === 503) c.header("retry-after", String(retryAfterSeconds));
  if (type === "proof-stale") {
    c.header("www-authenticate", 'DPoP error="use_dpop_nonce"');
    c.header("dpop-nonce", nonceAt(Date.now()));
  } else if (status === 401) c.header("www-authenticate", 'Bearer, DPoP algs="ES256"');
  c.header("content-type", "application/problem+json");
  return c.body(JSON.stringify(body), status);
}

/** A value from below as JSON, a refusal as its problem. */
export function answer<Value extends object>(
  c: Context<Host>,
  result: Result<Value, ProblemType>,
  status: 200 | 201 = 200,
): Response {
  return result.ok ? c.json(result.value, status) : problem(c, result.reason);
}
