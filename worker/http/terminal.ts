import { createMiddleware } from "hono/factory";
import { parseCredential } from "../contract/credential.ts";
import type { Host } from "./host.ts";
import { problem } from "./problem.ts";

/** Lets a request with a well-formed credential through; the merchant's object says whether it is good (RFC 6750). */
export const terminal = createMiddleware<Host>(async (c, next) => {
  const [scheme, text, ...rest] = c.req.header("authorization")?.split(" ") ?? [];
  const credential =
    scheme?.toLowerCase() === "bearer" && rest.length === 0 ? parseCredential(text ?? "") : null;
  if (!credential) return problem(c, "unauthenticated");
  c.set("credential", credential);
  return next();
});
