import * as v from "valibot";
import { type EventPage, StreamMessage, type StreamWish } from "../../worker/contract/event.ts";
import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Windows } from "../../worker/contract/token.ts";
import type { Answer } from "./call.ts";
import { type Line, type Socket, openLine } from "./line.ts";

export interface StreamHandlers {
  /** The socket has just shown that it is alive. */
  readonly alive: () => void;
  readonly heard: (page: EventPage) => void;
  /** This device's clock, ms. */
  readonly now: () => number;
}

/** A terminal's live channel while its socket lasts. */
export interface Stream extends Line {
  /** Asks for windows of a code without a request of its own; null while the socket cannot be asked. */
  mint(wish: MintWish): Promise<Answer<Windows>> | null;
}

/** {@link StreamWish} as it is written: the server reads the number from its text. */
type MintWish = { readonly number: string } & Partial<Pick<StreamWish, "from" | "count">>;

interface Wish {
  readonly sentAt: number;
  readonly answer: (answer: Answer<Windows>) => void;
}

const LOST: Answer<Windows> = { ok: false, failure: { type: "unreachable", hasLeft: true } };

/** Listens to the terminal's events on one socket for as long as its line holds. */
export function listen(socket: Socket, handlers: StreamHandlers, signal: AbortSignal): Stream {
  /** One at a time, because a refusal does not say what it refuses. */
  let wish: Wish | null = null;

  function heard(data: unknown): boolean {
    const message = read(data);
    if (!message) return false;
    if (message.type === "events") handlers.heard(message);
    else answerWish(answerOf(message, wish?.sentAt ?? 0, handlers.now()));
    return true;
  }

  function answerWish(answer: Answer<Windows>): void {
    wish?.answer(answer);
    wish = null;
  }

  const isOwed = (): boolean => wish !== null;
  const line = openLine(socket, { alive: handlers.alive, heard, isOwed }, signal);
  const ended = line.ended.then((wasOpen) => {
    answerWish(LOST);
    return wasOpen;
  });
  return {
    ended,
    ping: () => line.ping(),
    mint(asked) {
      if (wish || !line.say(JSON.stringify({ type: "mint", ...asked }))) return null;
      const answered = Promise.withResolvers<Answer<Windows>>();
      wish = { sentAt: handlers.now(), answer: answered.resolve };
      return answered.promise;
    },
  };
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

/** null: nothing that this page understands. */
function read(data: unknown): StreamMessage | null {
  try {
    const message = v.safeParse(StreamMessage, JSON.parse(String(data)));
    return message.success ? message.output : null;
  } catch {
    return null;
  }
}
