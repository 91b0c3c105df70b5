import type { WorkerdStructuredLog } from "miniflare";
import * as v from "valibot";

/** What the Worker writes for a request; see worker/http/request-log.ts. */
const RequestLine = v.object({
  request: v.string(),
  method: v.string(),
  route: v.string(),
  status: v.number(),
  problem: v.optional(v.string()),
  ms: v.number(),
});

/** A line of the runtime's log as somebody at this machine reads it. */
export function lineOfLog({ level, message, timestamp }: WorkerdStructuredLog): string {
  const request = requestIn(message);
  if (!request) return level === "log" || level === "info" ? message : `${level}: ${message}`;
  const { method, route, status, problem, ms } = request;
  const time = new Date(timestamp).toISOString().slice(11, 23);
  const why = problem ? `  ${problem}, request ${request.request}` : "";
  return `${time}  ${method.padEnd(4)} ${status} ${`${ms} ms`.padStart(7)}  ${route}${why}`;
}

function requestIn(message: string): v.InferOutput<typeof RequestLine> | null {
  if (!message.startsWith('{"level"')) return null;
  try {
    const { success, output } = v.safeParse(RequestLine, JSON.parse(message));
    return success ? output : null;
  } catch {
    return null;
  }
}
