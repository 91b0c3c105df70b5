import { type EventPage, MAX_WAIT_SECONDS } from "../../worker/contract/event.ts";
import type { Windows } from "../../worker/contract/token.ts";
import { backoffMs } from "../state/backoff.ts";
import type { WindowRange } from "../state/code-windows.ts";
import type { Failure } from "../state/message.ts";
import type { Connection } from "../state/till.ts";
import type { Answer } from "./call.ts";
import type { Api } from "./create-api.ts";
import { type Socket, type Stream, listen } from "./stream-socket.ts";

export interface LiveOptions {
  readonly api: Api;
  /** `address` is a path with a query; the opener knows the host. */
  readonly openSocket: (address: string) => Socket;
  /** The cursor of the latest fact taken in. */
  readonly cursor: () => number;
  readonly heard: (page: EventPage) => void;
  readonly changed: (status: Connection["status"]) => void;
  /** A refusal that no waiting will mend, such as a revoked credential. */
  readonly refused: (failure: Failure) => void;
  readonly random: () => number;
  /** This device's clock, ms. */
  readonly now: () => number;
}

export interface LiveChannel {
  /** The network may have come or gone: forget every wait and find out. */
  nudge(): void;
  /** Windows by the open socket, which spares a request; null while there is none. */
  mint(number: string, range: WindowRange | null): Promise<Answer<Windows>> | null;
  stop(): void;
}

const MOST_WAIT_MS = 30_000;
/** A socket usually opens sooner than this; after it, polls cover the time until one does. */
const POLL_AFTER_MS = 1_500;
const POLL_AGAIN_MS = 1_000;

/** Follows the feed for ever: by socket where one opens, and by long poll for as long as none is open. */
export function openLiveChannel(options: LiveOptions): LiveChannel {
  const stopped = new AbortController();
  let waiting = new AbortController();
  let stream: Stream | null = null;
  let failures = 0;

  async function follow(): Promise<void> {
    while (!stopped.signal.aborted) {
      const open = new AbortController();
      const until = AbortSignal.any([stopped.signal, open.signal]);
      const polling = poll(options, failures === 0 ? POLL_AFTER_MS : 0, until);
      const wasOpen = await followSocket(() => open.abort());
      if (wasOpen && !stopped.signal.aborted) options.changed("connecting");
      failures = wasOpen ? 0 : failures + 1;
      waiting = new AbortController();
      const wait = backoffMs(failures, options.random(), MOST_WAIT_MS);
      await pause(wait, AbortSignal.any([stopped.signal, waiting.signal]));
      open.abort();
      await polling;
    }
  }

  /** One socket, from ticket to close; true if it had been open. */
  async function followSocket(opened: () => void): Promise<boolean> {
    const ticket = await options.api.ticket();
    if (!ticket.ok) return unanswered(options, ticket.failure);
    if (stopped.signal.aborted) return false;
    const query = new URLSearchParams({
      ticket: ticket.value.ticket,
      after: String(options.cursor()),
    });
    const socket = options.openSocket(`/api/v1/stream?${query}`);
    const alive = (): void => {
      opened();
      options.changed("live");
    };
    const { heard, now } = options;
    stream = listen(socket, { alive, heard, now }, stopped.signal);
    const wasOpen = await stream.ended;
    stream = null;
    return wasOpen;
  }

  void follow();
  return {
    mint: (number, range) => stream?.mint({ number, ...range }) ?? null,
    nudge: () => (stream ? stream.ping() : waiting.abort()),
    stop: () => stopped.abort(),
  };
}

function unanswered(options: LiveOptions, failure: Failure): false {
  if (failure.type === "refused" && !failure.isRetryable) options.refused(failure);
  // A call that could not leave says for sure what a lost one only hints at.
  if (failure.type === "unreachable" && !failure.hasLeft) options.changed("offline");
  return false;
}

/** Long polls until `over`, so that a network without sockets is a slower one and not a deaf one. */
async function poll(options: LiveOptions, afterMs: number, over: AbortSignal): Promise<void> {
  // The first answer comes at once, because it is what tells a slow line from a dead one.
  let waitSeconds = 0;
  await pause(afterMs, over);
  while (!over.aborted) {
    const page = await options.api.events(options.cursor(), waitSeconds, over);
    if (over.aborted) return;
    if (page.ok) {
      waitSeconds = MAX_WAIT_SECONDS;
      options.changed("polling");
      options.heard(page.value);
    } else {
      waitSeconds = 0;
      options.changed("offline");
      unanswered(options, page.failure);
      await pause(POLL_AGAIN_MS, over);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(end, ms);
  function end(): void {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    resolve();
  }
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  return promise;
}
