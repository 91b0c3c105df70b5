import { type Context, type Env as HonoEnv, Hono } from "hono";
import { armour } from "./armour.ts";
import { beacon } from "./beacon.ts";
import { limited } from "./body.ts";
import { claims } from "./claims.ts";
import { enrolments } from "./enrolments.ts";
import { displays } from "./displays.ts";
import { events } from "./events.ts";
import { health } from "./health.ts";
import type { Host } from "./host.ts";
import { shielded, strangers } from "./metered.ts";
import { notices } from "./notices.ts";
import { operators } from "./operator.ts";
import { operatorPage } from "./operator-page.tsx";
import { orders } from "./orders.ts";
import { ownSite } from "./own-site.ts";
import { place } from "./place.ts";
import { owners } from "./owners.ts";
import { problem } from "./problem.ts";
import { refusalCount } from "./refusal-count.ts";
import { logFault, requestLog } from "./request-log.ts";
import { settlements } from "./settlements.ts";
import { shop } from "./shop.ts";
import { staff } from "./staff.ts";
import { rails } from "./rails.ts";
import { tokens } from "./tokens.ts";
import { wallets } from "./wallets.ts";

/** Calls that nobody has a credential for yet. */
const STRANGERS_BEGIN = [
  "/sign-ups/options",
  "/sign-ups",
  "/sign-ins/options",
  "/sign-ins",
  "/sign-ins/code",
  "/enrolments",
  "/displays",
  "/wallets/openings",
  "/wallets",
  "/wallets/sign-ins",
  "/wallets/sessions",
];

/** Version 1 of the API. */
const api = new Hono<Host>()
  .use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  })
  .use(limited)
  // What strangers may begin without showing anything.
  .on("POST", STRANGERS_BEGIN, strangers, shielded)
  .route("/", orders)
  .route("/", owners)
  .route("/", shop)
  .route("/", staff)
  .route("/", enrolments)
  .route("/", settlements)
  .route("/", events)
  .route("/", tokens)
  .route("/", place)
  .route("/", beacon)
  .route("/", displays)
  .route("/", claims)
  .route("/", wallets)
  .route("/", rails)
  .route("/", notices)
  .route("/", operators);

/** D1 marks its errors by words alone: those that it says may be tried again (d1/observability/debug-d1). */
const D1_PASSING =
  /^D1_ERROR: .*(?:connection lost|overloaded|timed? ?out|exceeded timeout|object to be reset|reset because)/i;

const METHODS = ["GET", "POST", "PUT"] as const;

/** The terminal page's files beside its hashed ones: manifest, icons, service worker. */
const FILES = "/:file{[\\w.-]+\\.(?:js|webmanifest|svg|png|ico|txt)}";

/** A file of the terminal page. What another fetched cannot be given headers, so it is answered anew. */
async function file(c: Context<Host>, path: string): Promise<Response> {
  const found = await c.env.ASSETS.fetch(new Request(new URL(path, c.req.url), c.req.raw));
  return new Response(found.body, found);
}

/** The whole Worker: the API, the payer's pages, and the files of the terminal page. */
export function createApp<Pages extends HonoEnv>(pages: Hono<Pages>): Hono<Host> {
  const app = new Hono<Host>()
    .use(requestLog)
    .use(refusalCount)
    .use(armour)
    .use((c, next) =>
      // A Host that is no host: nothing further in can say where it was asked.
      URL.canParse(c.req.url) ? next() : Promise.resolve(problem(c, "request-malformed")),
    )
    .use(ownSite)
    .route("/", health)
    .route("/api/v1", api)
    .route("/", operatorPage)
    .route("/", pages)
    .get("/terminal", (c) => file(c, "/terminal/"))
    .get("/owner", (c) => file(c, "/owner/"))
    .get("/display/:terminal", (c) => file(c, "/display/"))
    .get("/assets/*", (c) => file(c, c.req.path))
    .get(FILES, (c) => file(c, c.req.path));

  const patterns = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }));

  app.notFound((c) => {
    const path = new URL(c.req.url).pathname;
    const allowed = METHODS.filter((method) =>
      patterns.some((route) => route.method === method && route.pattern.test(path)),
    );
    if (allowed.length === 0 || allowed.some((method) => method === c.req.method)) {
      return problem(c, "not-found");
    }
    c.header("allow", allowed.join(", "));
    return problem(c, "method-not-allowed");
  });

  app.onError((error, c) => {
    // Only the platform's own errors carry these marks; a refusal never arrives as an exception.
    const isPassing =
      "retryable" in error || "overloaded" in error || D1_PASSING.test(error.message);
    logFault(c, error);
    return problem(c, isPassing ? "temporarily-unavailable" : "fault");
  });

  return app;
}

/** A route's path as a pattern: each parameter is one segment. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+(?:\{[^}]*\})?/g, "[^/]+").replaceAll("*", ".*")}$`);
}
