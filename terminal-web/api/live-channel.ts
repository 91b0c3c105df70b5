import { MAX_WAIT_SECONDS } from "../../worker/contract/event.ts";
import type { Ticket } from "../../worker/contract/merchant.ts";
import { backoffMs } from "../state/backoff.ts";
import type { Failure } from "../state/message.ts";
import type { Connection } from "../state/till.ts";
import type { Answer } from "./call.ts";
import type { Line, Socket } from "./line.ts";

/** The two ways to the same news: a socket, and the long poll where none is open. */
export interface Feed<Page, Open extends Line> {
  ticket(): Promise<Answer<Ticket>>;
  /** What a socket that opens now is to go on from. */
  cursor(): number;
  /** What is new; waits up to that long for it, at most 25 s. */
  poll(waitSeconds: number, signal: AbortSignal): Promise<Answer<Page>>;
  listen(socket: Socket, handlers: Heard<Page>, signal: AbortSignal): Open;
}

export interface Heard<Page> {
  readonly alive: () => void;
  readonly heard: (page: Page) => void;
}

export interface LiveOptions<Page, Open extends Line> {
  readonly feed: Feed<Page, Open>;
  /** `address` is a path with a query; the opener knows the host. */
  readonly openSocket: (address: string) => Socket;
  readonly heard: (page: Page) => void;
  readonly changed: (status: Connection["status"]) => void;
  /** A refusal that no waiting will mend, such as a revoked credential. */
  readonly refused: (failure: Failure) => void;
  readonly random: () => number;
}

export interface LiveChannel<Open extends Line> {
  /** The network may have come or gone: forget every wait and find out. */
  nudge(): void;
  /** The socket that is open or opening; null while there is none. */
  stream(): Open | null;
  stop(): void;
}

const MOST_WAIT_MS = 30_000;
/** A socket usually opens sooner than this; after it, polls cover the time until one does. */
const POLL_AFTER_MS = 1_500;

/** Follows the feed for ever: by socket where one opens, and by long poll for as long as none is open. */
export function openLiveChannel<Page, Open extends Line>(
  options: LiveOptions<Page, Open>,
): LiveChannel<Open> {
  const stopped = new AbortController();
  let waiting = new AbortController();
  let stream: Open | null = null;
  let failures = 0;

  async function follow(): Promise<void> {
    while (!stopped.signal.aborted) {
      const open = new AbortController();
      const until = AbortSignal.any([stopped.signal, open.signal]);
      const polling = poll(options, failures, until);
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
    const ticket = await options.feed.ticket();
    if (!ticket.ok) return unanswered(options, ticket.failure);
    if (stopped.signal.aborted) return false;
    const query = new URLSearchParams({
      ticket: ticket.value.ticket,
      after: String(options.feed.cursor()),
    });
    const socket = options.openSocket(`/api/v1/stream?${query}`);
    const alive = (): void => {
      opened();
      options.changed("live");
    };
    stream = options.feed.listen(socket, { alive, heard: options.heard }, stopped.signal);
    const wasOpen = await stream.ended;
    stream = null;
    return wasOpen;
  }

  void follow();
  return {
    stream: () => stream,
    nudge: () => (stream ? stream.ping() : waiting.abort()),
    stop: () => stopped.abort(),
  };
}

function unanswered<Page, Open extends Line>(
  options: LiveOptions<Page, Open>,
  failure: Failure,
): false {
  if (failure.type === "refused" && !failure.isRetryable) options.refused(failure);
  // A call that could not leave says for sure what a lost one only hints at.
  if (failure.type === "unreachable" && !failure.hasLeft) options.changed("offline");
  return false;
}

/** Long polls until `over`, so that a network without sockets is a slower one and not a deaf one. `failures`: of the socket so far. */
async function poll<Page, Open extends Line>(
  options: LiveOptions<Page, Open>,
  failures: number,
  over: AbortSignal,
): Promise<void> {
  // The first answer comes at once, because it is what tells a slow line from a dead one.
  let waitSeconds = 0;
  await pause(failures === 0 ? POLL_AFTER_MS : 0, over);
  for (let tries = failures; !over.aborted;) {
    const page = await options.feed.poll(waitSeconds, over);
    if (over.aborted) return;
    if (page.ok) {
      tries = 0;
      waitSeconds = MAX_WAIT_SECONDS;
      options.changed("polling");
      options.heard(page.value);
    } else {
      waitSeconds = 0;
      options.changed("offline");
      unanswered(options, page.failure);
      await pause(backoffMs(tries, options.random()), over);
      tries += 1;
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
