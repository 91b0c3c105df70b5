import { Hono } from "hono";
import { routePath } from "hono/route";
import { limited } from "./body.ts";
import { claims } from "./claims.ts";
import { events } from "./events.ts";
import type { Host } from "./host.ts";
import { operators } from "./operator.ts";
import { orders } from "./orders.ts";
import { problem } from "./problem.ts";
import { tokens } from "./tokens.ts";

/** Version 1 of the API. */
const api = new Hono<Host>()
  .use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  })
  .use(limited)
  .route("/", orders)
  .route("/", events)
  .route("/", tokens)
  .route("/", claims)
  .route("/", operators);

const METHODS = ["GET", "POST"] as const;

/** The whole Worker, from the outside in. */
export const app = new Hono<Host>()
  .use(async (c, next) => {
    c.set("trace", crypto.randomUUID());
    await next();
    c.header("x-request-id", c.var.trace);
  })
  .get("/healthz", (c) => c.json({ ok: true }))
  .route("/api/v1", api);

app.notFound((c) => {
  const path = new URL(c.req.url).pathname;
  const allowed = METHODS.filter((method) => isRoute(method, path));
  if (allowed.length === 0 || allowed.includes(c.req.method as "GET"))
    return problem(c, "not-found");
  c.header("allow", allowed.join(", "));
  return problem(c, "method-not-allowed");
});

app.onError((error, c) => {
  // Only the platform's own errors carry these marks; a refusal never arrives as an exception.
  const isPassing = "retryable" in error || "overloaded" in error;
  console.error(c.var.trace, c.req.method, routePath(c), error);
  return problem(c, isPassing ? "temporarily-unavailable" : "fault");
});

function isRoute(method: string, path: string): boolean {
  return app.routes.some((route) => route.method === method && patternOf(route.path).test(path));
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`);
