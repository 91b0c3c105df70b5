/** The part of a WebSocket that a line uses. */
export type Socket = Pick<WebSocket, "send" | "close" | "addEventListener">;

export interface LineHandlers {
  /** The line has just shown that it is alive. */
  readonly alive: () => void;
  /** Takes a message in; false ends the line, because nobody here understands it. */
  readonly heard: (data: unknown) => boolean;
  /** True while an answer is owed, so that silence counts sooner. */
  readonly isOwed?: () => boolean;
}

export interface Line {
  /** Resolves when the socket is closed or has fallen silent, with whether it had ever been open. */
  readonly ended: Promise<boolean>;
  /** Asks for a sign of life now instead of at the next beat. */
  ping(): void;
}

/** {@link Line} for who also speaks. */
export interface SpeakingLine extends Line {
  /** Sends what is answered at once if the line is alive; false while it cannot. */
  say(text: string): boolean;
}

const CONNECT_MS = 8_000;
/** An open socket stalls without a word when the network goes, so its silence is measured. */
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 4_000;

/** Watches over one socket until it closes, falls silent, says something that nobody understands, or `signal` ends it. */
export function openLine(
  socket: Socket,
  { alive, heard, isOwed = () => false }: LineHandlers,
  signal: AbortSignal,
): SpeakingLine {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const over = new AbortController();
  let isOpen = false;
  let timer = setTimeout(end, CONNECT_MS);

  function end(): void {
    clearTimeout(timer);
    over.abort();
    socket.close();
    resolve(isOpen);
  }

  function isAlive(): void {
    clearTimeout(timer);
    timer = isOwed() ? setTimeout(end, PONG_WITHIN_MS) : setTimeout(ping, PING_EVERY_MS);
    alive();
  }

  function say(text: string): boolean {
    if (!isOpen || over.signal.aborted) return false;
    clearTimeout(timer);
    timer = setTimeout(end, PONG_WITHIN_MS);
    socket.send(text);
    return true;
  }

  function ping(): void {
    say("ping");
  }

  function hear({ data }: MessageEvent<unknown>): void {
    if (data !== "pong" && !heard(data)) end();
    else isAlive();
  }

  function open(): void {
    isOpen = true;
    isAlive();
  }

  socket.addEventListener("open", open, { signal: over.signal });
  socket.addEventListener("message", hear, { signal: over.signal });
  socket.addEventListener("close", end, { signal: over.signal });
  signal.addEventListener("abort", end, { signal: over.signal });
  if (signal.aborted) end();
  return { ended: promise, ping, say };
}
