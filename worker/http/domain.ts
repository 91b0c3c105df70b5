import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { type Site, siteOf } from "../passkey/site.ts";
import { type Host, originOf } from "./host.ts";
import { problem } from "./problem.ts";

/** A place where passkeys can be. */
export const domain = createMiddleware<Host>(async (c, next) => {
  const site = siteOf(originOf(c)) ?? thisMachine(c);
  if (!site) return problem(c, "passkeys-impossible");
  c.set("site", site);
  return next();
});

/** Where phones come by a bare address, whoever sits at the machine itself still has its name. */
function thisMachine(c: Context<Host>): Site | null {
  const { origin, hostname } = new URL(c.req.url);
  return hostname === "localhost" ? siteOf(origin) : null;
}
