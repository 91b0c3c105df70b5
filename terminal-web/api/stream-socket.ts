import * as v from "valibot";
import { type EventPage, StreamMessage, type StreamWish } from "../../worker/contract/event.ts";
import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Windows } from "../../worker/contract/token.ts";
import type { Answer } from "./call.ts";

/** The part of a WebSocket that the stream uses. */
export type Socket = Pick<WebSocket, "send" | "close" | "addEventListener">;

export interface StreamHandlers {
  /** The socket has just shown that it is alive. */
  readonly alive: () => void;
  readonly heard: (page: EventPage) => void;
  /** This device's clock, ms. */
  readonly now: () => number;
}

export interface Stream {
  /** Resolves when the socket is closed or has fallen silent, with whether it had ever been open. */
  readonly ended: Promise<boolean>;
  /** Asks for a sign of life now instead of at the next beat. */
  ping(): void;
  /** Asks for windows of a code without a request of its own; null while the socket cannot be asked. */
  mint(wish: MintWish): Promise<Answer<Windows>> | null;
}

/** {@link StreamWish} as it is written: the server reads the number from its text. */
type MintWish = { readonly number: string } & Partial<Pick<StreamWish, "from" | "count">>;

interface Wish {
  readonly sentAt: number;
  readonly answer: (answer: Answer<Windows>) => void;
}

const CONNECT_MS = 8_000;
/** An open socket stalls without a word when the network goes, so its silence is measured. */
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 4_000;

const LOST: Answer<Windows> = { ok: false, failure: { type: "unreachable", hasLeft: true } };

/** Listens to one socket until it closes, falls silent, says something that nobody understands, or `signal` ends it. */
export function listen(socket: Socket, handlers: StreamHandlers, signal: AbortSignal): Stream {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const over = new AbortController();
  let isOpen = false;
  let timer = setTimeout(end, CONNECT_MS);
  /** One at a time, because a refusal does not say what it refuses. */
  let wish: Wish | null = null;

  function end(): void {
    clearTimeout(timer);
    over.abort();
    socket.close();
    wish?.answer(LOST);
    wish = null;
    resolve(isOpen);
  }

  /** Something was sent that is answered at once if the line is alive. */
  function expectAnswer(): void {
    clearTimeout(timer);
    timer = setTimeout(end, PONG_WITHIN_MS);
  }

  function alive(): void {
    clearTimeout(timer);
    timer = wish ? setTimeout(end, PONG_WITHIN_MS) : setTimeout(ping, PING_EVERY_MS);
    handlers.alive();
  }

  function ping(): void {
    if (!isOpen) return;
    expectAnswer();
    socket.send("ping");
  }

  function mint(asked: MintWish): Promise<Answer<Windows>> | null {
    if (!isOpen || wish || over.signal.aborted) return null;
    const answered = Promise.withResolvers<Answer<Windows>>();
    wish = { sentAt: handlers.now(), answer: answered.resolve };
    expectAnswer();
    socket.send(JSON.stringify({ type: "mint", ...asked }));
    return answered.promise;
  }

  function hear({ data }: MessageEvent<unknown>): void {
    const message = read(data);
    if (message === "garbled") return end();
    if (message !== "pong" && message.type !== "events") {
      wish?.answer(answerOf(message, wish.sentAt, handlers.now()));
      wish = null;
    }
    alive();
    if (message !== "pong" && message.type === "events") handlers.heard(message);
  }

  function open(): void {
    isOpen = true;
    alive();
  }

  socket.addEventListener("open", open, { signal: over.signal });
  socket.addEventListener("message", hear, { signal: over.signal });
  socket.addEventListener("close", end, { signal: over.signal });
  signal.addEventListener("abort", end, { signal: over.signal });
  if (signal.aborted) end();
  return { ended: promise, ping, mint };
}

function answerOf(
  message: Exclude<StreamMessage, { type: "events" }>,
  sentAt: number,
  receivedAt: number,
): Answer<Windows> {
  if (message.type === "windows")
    return { ok: true, value: message, status: 200, sentAt, receivedAt };
  const problem = message.problem as ProblemType;
  return { ok: false, failure: { type: "refused", problem, isRetryable: false } };
}

/** "garbled" is anything that this page does not understand. */
function read(data: unknown): StreamMessage | "pong" | "garbled" {
  if (data === "pong") return data;
  try {
    const message = v.safeParse(StreamMessage, JSON.parse(String(data)));
    return message.success ? message.output : "garbled";
  } catch {
    return "garbled";
  }
}
