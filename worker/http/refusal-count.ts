import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { ProblemType } from "../contract/problem.ts";
import { StatusBook } from "../directory/status-book.ts";
import type { Host } from "./host.ts";

const FLUSH_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Refusals that this isolate has not told yet. One that is ended first takes its last minute with it. */
const counts = new Map<ProblemType, number>();
/** Null before the first request of all. */
let toldAt: number | null = null;

/**
 * Counts what was refused. What was counted is told once a minute, beside a request that was not refused: a flood of
 * refusals reaches no database, not even by being counted.
 */
export const refusalCount = createMiddleware<Host>(async (c, next) => {
  await next();
  note(c, Date.now());
});

function note(c: Context<Host>, now: number): void {
  toldAt ??= now;
  const { problem } = c.var;
  if (problem) return void counts.set(problem, (counts.get(problem) ?? 0) + 1);
  if (counts.size === 0 || now - toldAt < FLUSH_MS) return;
  toldAt = now;
  const hour = Math.floor(now / HOUR_MS);
  const tallies = [...counts].map(
    ([name, count]) => ({ kind: "refusal", name, hour, count, minor: 0 }) as const,
  );
  counts.clear();
  const told = new StatusBook(c.env.DIRECTORY)
    .add(tallies)
    .catch((error: unknown) => console.error("refusals could not be counted", error));
  c.executionCtx.waitUntil(told);
}
