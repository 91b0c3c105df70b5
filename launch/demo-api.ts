import * as v from "valibot";
import { type EventView, StreamMessage } from "../worker/contract/event.ts";
import { type Result, ok, refuse } from "../worker/domain/result.ts";
import type { DemoFile } from "./demo-merchant.ts";
import { LaunchFault } from "./launch-fault.ts";

const Refusal = v.object({ title: v.string() });

/** Calls version 1 of the API as the demo's terminal: what it answers, or the title of its refusal. */
export type DemoApi = <Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  body?: unknown,
) => Promise<Result<v.InferOutput<Schema>, string>>;

export function demoApi({ url, apiKey }: DemoFile): DemoApi {
  return async (path, schema, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${apiKey}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return ok(v.parse(schema, await response.json()));
    const refusal = v.safeParse(Refusal, await response.json().catch(() => null));
    return refuse(`${response.status} ${refusal.success ? refusal.output.title : ""}`.trim());
  };
}

/** The terminal's live channel. */
export interface DemoChannel {
  /** The first event after which nothing more is expected of this order, and when it came (as performance.now). */
  settled(number: string): Promise<{ event: EventView; at: number }>;
  close(): void;
}

const SETTLED = new Set(["captured", "declined", "strayed", "cancelled", "expired"]);
/** The sandbox's slowest story ends after half a minute. */
const PATIENCE_MS = 45_000;

/** Opens the channel and hears every event after the cursor. */
export async function openDemoChannel(
  { url, apiKey }: DemoFile,
  cursor: number,
): Promise<DemoChannel> {
  const address = new URL(`/api/v1/stream?after=${cursor}`, url.replace(/^http/, "ws"));
  // A browser cannot send this header, and asks for a ticket instead.
  const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${apiKey}` } });
  const heard: { event: EventView; at: number }[] = [];
  const listeners = new Set<() => void>();
  socket.addEventListener("message", ({ data }) => {
    const at = performance.now();
    const message = v.safeParse(v.pipe(v.string(), v.parseJson(), StreamMessage), data);
    if (!message.success || message.output.type !== "events") return;
    heard.push(...message.output.events.map((event) => ({ event, at })));
    for (const listener of listeners) listener();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve(), { once: true });
    const refused = (): void => reject(new LaunchFault("The live channel did not open."));
    socket.addEventListener("error", refused, { once: true });
  });

  return {
    close: () => socket.close(1000),
    settled(number) {
      const { promise, resolve, reject } = Promise.withResolvers<{
        event: EventView;
        at: number;
      }>();
      const look = (): void => {
        const found = heard.find(
          ({ event }) => SETTLED.has(event.type) && event.order.number === number,
        );
        if (found) resolve(found);
      };
      const patience = setTimeout(() => {
        reject(new LaunchFault(`Nothing was heard of order ${number} in ${PATIENCE_MS / 1000} s.`));
      }, PATIENCE_MS);
      listeners.add(look);
      look();
      return promise.finally(() => {
        clearTimeout(patience);
        listeners.delete(look);
      });
    },
  };
}
