import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { Scope } from "../contract/api-key.ts";
import { parseCredential } from "../contract/credential.ts";
import { STAFF_HEADER } from "../contract/staff.ts";
import { isSecret } from "../domain/capability.ts";
import type { Host } from "./host.ts";
import { NONCE_MS, nonceAt } from "./nonce.ts";
import { possessionOf } from "./possession.ts";
import { problem } from "./problem.ts";

/**
 * Lets a request with a well-formed credential through; the merchant's object says whether it is good. An enrolled device
 * proves its key with each request (RFC 9449); a shop's own software shows a bearer credential (RFC 6750), whose key must
 * have been made for what the route does.
 */
export const terminal = (scope: Scope): MiddlewareHandler<Host> => {
  const admitted = admittedWith(scope);
  scopes.set(admitted, scope);
  return admitted;
};

const scopes = new WeakMap<object, Scope>();

/** The scope that a handler of the route table asks of a key; null for every other handler. */
export const scopeOf = (handler: object): Scope | null => scopes.get(handler) ?? null;

const admittedWith = (scope: Scope): MiddlewareHandler<Host> =>
  createMiddleware<Host>(async (c, next) => {
    const [scheme, text = "", ...rest] = c.req.header("authorization")?.split(" ") ?? [];
    const shown = rest.length === 0 ? parseCredential(text) : null;
    if (!shown) return problem(c, "unauthenticated");
    const pass = c.req.header(STAFF_HEADER) ?? "";
    const credential = { ...shown, staff: isSecret(pass) ? pass : null, scope };
    if (scheme?.toLowerCase() === "bearer") {
      c.set("credential", credential);
      return next();
    }
    if (scheme?.toLowerCase() !== "dpop") return problem(c, "unauthenticated");
    const proof = await possessionOf(c, text);
    if (!proof.ok) return problem(c, proof.reason);
    c.set("credential", { ...credential, proof: proof.value });
    await next();
    // In time for the next request, so that it need not be refused first (RFC 9449 section 8.2).
    if (Date.now() - proof.value.since > NONCE_MS / 2) c.header("dpop-nonce", nonceAt(Date.now()));
    return undefined;
  });
