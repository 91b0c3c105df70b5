import * as v from "valibot";
import type { DisplayMessage, DisplayView } from "../contract/display.ts";
import { type StreamMessage, StreamWish } from "../contract/event.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { MintTokens, Windows } from "../contract/token.ts";
import type { Result } from "../domain/result.ts";
import type { DisplaySockets } from "./display-desk.ts";
import type { Feed } from "./feed.ts";
import type { Listener } from "./register.ts";

/** How many sockets one terminal may hold: the till, a program, and room for ones that died unnoticed. */
const MAX_SOCKETS = 8;
/** A display is one page. However many sockets a stolen one opens, they only push each other out. */
const MAX_DISPLAY_SOCKETS = 2;
/** Codes that an endpoint may receive but never send (RFC 6455 section 7.4.1). */
const RESERVED_CODES: ReadonlySet<number> = new Set([1005, 1006, 1015]);

/** Longer than any wish. */
const MAX_WISH = 1_000;

interface Attachment extends Listener {
  /** Where this terminal's phones reach the Worker. */
  readonly origin: string;
  /** What this socket has been sent so far. A display is told what there is now, and counts nothing. */
  readonly cursor: number;
}

/** Mints windows for a terminal, or says why not. */
type Grant = (terminal: number, wish: MintTokens, origin: string) => Result<Windows, ProblemType>;

/** What there is to tell: to terminals their feed, to displays what they show (null: nothing any more). */
interface News {
  readonly feed: Feed;
  viewFor(display: number, origin: string): DisplayView | null;
}

/** The live channel: sockets that sleep with the object and are told what their terminal has not heard yet. */
export class LiveSockets implements DisplaySockets {
  readonly #ctx: DurableObjectState;
  readonly #news: () => News | undefined;

  constructor(ctx: DurableObjectState, news: () => News | undefined) {
    this.#ctx = ctx;
    this.#news = news;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Opens a socket and sends what is new: to a terminal everything after its cursor, to a display what it shows. */
  accept({ terminal, display }: Listener, after: number, origin: string): Response {
    const isDisplay = display > 0;
    const own = isDisplay ? displayTag(display) : tagOf(terminal);
    const most = isDisplay ? MAX_DISPLAY_SOCKETS : MAX_SOCKETS;
    for (const oldest of this.#ctx.getWebSockets(own).slice(0, -(most - 1))) {
      oldest.close(1008, "too many sockets of one listener");
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, isDisplay ? [own, displaysTag(terminal)] : [own]);
    server.serializeAttachment({ terminal, display, origin, cursor: after } satisfies Attachment);
    this.#send(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Tells every socket of a terminal, and of its displays, what is new to it. */
  push(terminal: number): void {
    for (const socket of this.#ctx.getWebSockets(tagOf(terminal))) this.#send(socket);
    for (const socket of this.#ctx.getWebSockets(displaysTag(terminal))) this.#send(socket);
  }

  isWatching(display: number): boolean {
    return this.#ctx.getWebSockets(displayTag(display)).length > 0;
  }

  close(display: number): void {
    for (const socket of this.#ctx.getWebSockets(displayTag(display)))
      socket.close(1008, "this display is unlinked");
  }

  /** The terminal has been revoked: whoever listens as it, or to it, hears nothing more. */
  expel(terminal: number): void {
    for (const tag of [tagOf(terminal), displaysTag(terminal)])
      for (const socket of this.#ctx.getWebSockets(tag))
        socket.close(1008, "this terminal was revoked");
  }

  /** Hears a terminal's wish for windows. Anything else closes the socket with the reason. */
  hear(socket: WebSocket, message: string | ArrayBuffer, grant: Grant): void {
    if (typeof message !== "string") return socket.close(1003, "text only");
    const wish = message.length <= MAX_WISH ? wishOf(message) : null;
    if (!wish) return socket.close(1008, "this channel takes ping and wishes for windows");
    const { terminal, display, origin } = socket.deserializeAttachment() as Attachment;
    if (display > 0) return socket.close(1008, "a display only listens");
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
    const news = this.#news();
    if (!news) return;
    const attachment = socket.deserializeAttachment() as Attachment;
    if (attachment.display > 0) tellDisplay(socket, attachment, news);
    else tellTerminal(socket, attachment, news);
  }
}

function tellDisplay(socket: WebSocket, { display, origin }: Attachment, news: News): void {
  const view = news.viewFor(display, origin);
  if (!view) return socket.close(1008, "this display is unlinked");
  socket.send(JSON.stringify({ type: "display", ...view } satisfies DisplayMessage));
}

function tellTerminal(socket: WebSocket, attachment: Attachment, { feed }: News): void {
  const { terminal } = attachment;
  let { cursor } = attachment;
  let hasMore = !feed.isAtEnd(cursor);
  while (hasMore) {
    const page = feed.page(terminal, cursor);
    cursor = page.cursor;
    hasMore = !feed.isAtEnd(cursor);
    if (page.events.length === 0 && hasMore) continue;
    socket.send(JSON.stringify({ type: "events", ...page } satisfies StreamMessage));
  }
  socket.serializeAttachment({ ...attachment, cursor } satisfies Attachment);
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
const displayTag = (display: number): string => `display ${display}`;
const displaysTag = (terminal: number): string => `displays of ${terminal}`;
