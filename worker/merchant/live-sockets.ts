import * as v from "valibot";
import { type StreamMessage, StreamWish } from "../contract/event.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { MintTokens, Windows } from "../contract/token.ts";
import type { Result } from "../domain/result.ts";
import type { Feed } from "./feed.ts";

/** How many sockets one terminal may hold: the till, a display, a program, and room for ones that died unnoticed. */
const MAX_SOCKETS = 8;
/** Codes that an endpoint may receive but never send (RFC 6455 section 7.4.1). */
const RESERVED_CODES: ReadonlySet<number> = new Set([1005, 1006, 1015]);

/** Longer than any wish. */
const MAX_WISH = 1_000;

interface Attachment {
  readonly terminal: number;
  /** Where this terminal's phones reach the Worker. */
  readonly origin: string;
  /** What this socket has been sent so far. */
  readonly cursor: number;
}

/** Mints windows for a terminal, or says why not. */
type Grant = (terminal: number, wish: MintTokens, origin: string) => Result<Windows, ProblemType>;

/** The live channel: sockets that sleep with the object and are told what their terminal has not heard yet. */
export class LiveSockets {
  readonly #ctx: DurableObjectState;
  readonly #feed: () => Feed | undefined;

  constructor(ctx: DurableObjectState, feed: () => Feed | undefined) {
    this.#ctx = ctx;
    this.#feed = feed;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Opens a socket for a terminal and sends it everything after its cursor. */
  accept(terminal: number, after: number, origin: string): Response {
    const tag = tagOf(terminal);
    for (const oldest of this.#ctx.getWebSockets(tag).slice(0, -(MAX_SOCKETS - 1))) {
      oldest.close(1008, "too many sockets of this terminal");
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [tag]);
    server.serializeAttachment({ terminal, origin, cursor: after } satisfies Attachment);
    this.#send(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Tells every socket of a terminal what is new to it. */
  push(terminal: number): void {
    for (const socket of this.#ctx.getWebSockets(tagOf(terminal))) this.#send(socket);
  }

  /** The terminal has been revoked: whoever listens as it hears nothing more. */
  close(terminal: number): void {
    for (const socket of this.#ctx.getWebSockets(tagOf(terminal)))
      socket.close(1008, "this terminal was revoked");
  }

  /** Hears a terminal's wish for windows. Anything else closes the socket with the reason. */
  hear(socket: WebSocket, message: string | ArrayBuffer, grant: Grant): void {
    if (typeof message !== "string") return socket.close(1003, "text only");
    const wish = message.length <= MAX_WISH ? wishOf(message) : null;
    if (!wish) return socket.close(1008, "this channel takes ping and wishes for windows");
    const { terminal, origin } = socket.deserializeAttachment() as Attachment;
    const { type: _, ...windows } = wish;
    const granted = grant(terminal, windows, origin);
    const answer: StreamMessage = granted.ok
      ? { type: "windows", ...granted.value }
      : { type: "refused", problem: granted.reason };
    socket.send(JSON.stringify(answer));
  }

  answerClose(socket: WebSocket, code: number): void {
    socket.close(RESERVED_CODES.has(code) ? 1000 : code, "closed");
  }

  #send(socket: WebSocket): void {
    const feed = this.#feed();
    if (!feed) return;
    let { terminal, origin, cursor } = socket.deserializeAttachment() as Attachment;
    let news = !feed.isAtEnd(cursor);
    while (news) {
      const page = feed.page(terminal, cursor);
      cursor = page.cursor;
      news = !feed.isAtEnd(cursor);
      if (page.events.length === 0 && news) continue;
      socket.send(JSON.stringify({ type: "events", ...page } satisfies StreamMessage));
    }
    socket.serializeAttachment({ terminal, origin, cursor } satisfies Attachment);
  }
}

function wishOf(message: string): StreamWish | null {
  try {
    const parsed = v.safeParse(StreamWish, JSON.parse(message));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

const tagOf = (terminal: number): string => `terminal ${terminal}`;
