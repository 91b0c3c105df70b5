import { createMiddleware } from "hono/factory";
import { siteOf } from "../passkey/site.ts";
import { type Host, originOf } from "./host.ts";
import { problem } from "./problem.ts";

/** A place where passkeys can be. */
export const domain = createMiddleware<Host>(async (c, next) => {
  const site = siteOf(originOf(c));
  if (!site) return problem(c, "passkeys-impossible");
  c.set("site", site);
  return next();
});
