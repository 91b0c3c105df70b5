import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Host } from "./host.ts";
import { problem } from "./problem.ts";

/**
 * Refuses what a page of another site makes a browser send with our cookies, and live channels opened from there. Cookies
 * are `SameSite=Strict` besides; this holds where a browser or a neighbour under the same domain gets round that.
 */
export const ownSite = createMiddleware<Host>(async (c, next) => {
  const isReading = c.req.method === "GET" || c.req.method === "HEAD";
  const isChanging = !isReading && c.req.header("cookie") !== undefined;
  const isLive = c.req.header("upgrade") !== undefined;
  return (isChanging || isLive) && isForeign(c) ? problem(c, "cross-site") : next();
});

/** A browser's own word (Fetch Metadata) where it gives one, and else the Origin. Programs send neither. */
function isForeign(c: Context<Host>): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = c.req.header("origin");
  // Under `Referrer-Policy: no-referrer` a page's own forms say "null".
  if (origin === undefined || (origin === "null" && site !== undefined)) return false;
  const ours = [c.req.url, ...(c.env.PUBLIC_ORIGIN ? [c.env.PUBLIC_ORIGIN] : [])];
  // Hosts are compared: TLS may end before us.
  return !URL.canParse(origin) || !ours.some((url) => new URL(url).host === new URL(origin).host);
}
