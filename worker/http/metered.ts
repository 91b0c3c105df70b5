import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { type Quota, STRANGERS, secondsLeft } from "../contract/quota.ts";
import { rangeOf } from "../contract/address-range.ts";
import type { Host } from "./host.ts";
import { problem } from "./problem.ts";

/** Tells a route's quota as draft-ietf-httpapi-ratelimit-headers-10 has it; the object behind the route counts. */
export const metered = (quota: Quota): MiddlewareHandler<Host> =>
  createMiddleware<Host>(async (c, next) => {
    await next();
    const { name, most, windowSeconds } = quota;
    c.header("ratelimit-policy", `"${name}";q=${most};w=${windowSeconds}`);
    const left = c.var.problem === "rate-limited" ? 0 : c.var.left;
    if (left === undefined) return;
    const reset = secondsLeft(quota, Date.now());
    c.header("ratelimit", `"${name}";r=${left};t=${reset}`);
    if (left === 0) c.header("retry-after", String(reset));
  });

/**
 * The platform's own limiter in front of what strangers may begin: a shield against floods, counted by place and not
 * exactly. It is asked by address range and kind of call, and never for anything that shows a credential: fifty tills
 * behind one address are fifty tills.
 */
export const shielded: MiddlewareHandler<Host> = createMiddleware<Host>(async (c, next) => {
  const address = c.req.header("cf-connecting-ip");
  if (!c.env.SHIELD || !address || c.req.method !== "POST") return next();
  const key = `${c.req.path} ${rangeOf(address)}`;
  const { success } = await c.env.SHIELD.limit({ key });
  if (success) return next();
  return problem(c, "rate-limited");
});

export const strangers = metered(STRANGERS);
