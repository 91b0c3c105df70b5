import type { StreamMessage } from "../contract/event.ts";
import type { Feed } from "./feed.ts";

/** How many sockets one terminal may hold: the till, a display, a program, and room for ones that died unnoticed. */
const MAX_SOCKETS = 8;
/** Codes that an endpoint may receive but never send (RFC 6455 section 7.4.1). */
const RESERVED_CODES: ReadonlySet<number> = new Set([1005, 1006, 1015]);

interface Attachment {
  readonly terminal: number;
  /** What this socket has been sent so far. */
  readonly cursor: number;
}

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
  accept(terminal: number, after: number): Response {
    const tag = tagOf(terminal);
    for (const oldest of this.#ctx.getWebSockets(tag).slice(0, -(MAX_SOCKETS - 1))) {
      oldest.close(1008, "too many sockets of this terminal");
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [tag]);
    server.serializeAttachment({ terminal, cursor: after } satisfies Attachment);
    this.#send(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Tells every socket of a terminal what is new to it. */
  push(terminal: number): void {
    for (const socket of this.#ctx.getWebSockets(tagOf(terminal))) this.#send(socket);
  }

  /** A terminal only listens here: whatever else it says closes the socket with the reason. */
  refuseMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (typeof message !== "string") socket.close(1003, "text only");
    else socket.close(1008, "this channel takes nothing but ping");
  }

  answerClose(socket: WebSocket, code: number): void {
    socket.close(RESERVED_CODES.has(code) ? 1000 : code, "closed");
  }

  #send(socket: WebSocket): void {
    const feed = this.#feed();
    if (!feed) return;
    let { terminal, cursor } = socket.deserializeAttachment() as Attachment;
    let news = !feed.isAtEnd(cursor);
    while (news) {
      const page = feed.page(terminal, cursor);
      cursor = page.cursor;
      news = !feed.isAtEnd(cursor);
      if (page.events.length === 0 && news) continue;
      socket.send(JSON.stringify({ type: "events", ...page } satisfies StreamMessage));
    }
    socket.serializeAttachment({ terminal, cursor } satisfies Attachment);
  }
}

const tagOf = (terminal: number): string => `terminal ${terminal}`;
