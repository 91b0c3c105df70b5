import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Host } from "./host.ts";

/** One request, as it is logged: no address, no name and no text that anybody sent. */
export interface RequestLine {
  readonly level: "info" | "error";
  /** Names the request; a problem's `instance` and the `x-request-id` header say the same. */
  readonly request: string;
  readonly method: string;
  /** The route's pattern, since a path may hold what opens something. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  /** The registered problem, where it was refused. */
  readonly problem?: string;
  /** Whose terminal, display or owner asked. No secret: it stands in every code. */
  readonly merchant?: string;
}

/** Names each request, and writes one line of JSON for it unless LOG_REQUESTS is "off". */
export const requestLog = createMiddleware<Host>(async (c, next) => {
  c.set("trace", crypto.randomUUID());
  const began = Date.now();
  await next();
  c.header("x-request-id", c.var.trace);
  if (c.env.LOG_REQUESTS === "off") return;
  const { status } = c.res;
  const merchant = (c.var.credential ?? c.var.display ?? c.var.session)?.merchant;
  const line: RequestLine = {
    level: status >= 500 ? "error" : "info",
    request: c.var.trace,
    method: c.req.method,
    route: routePath(c),
    status,
    ms: Date.now() - began,
    ...(c.var.problem && { problem: c.var.problem }),
    ...(merchant && { merchant }),
  };
  console.log(JSON.stringify(line));
});

/** A fault of ours, beside the line of its request. */
export function logFault(c: Context<Host>, error: Error): void {
  const { name, message, stack } = error;
  const fault = { level: "error", request: c.var.trace, route: routePath(c), name, message, stack };
  console.error(JSON.stringify(fault));
}
