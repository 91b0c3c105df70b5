import type { Socket } from "./line.ts";

/** A socket whose other end is the test. */
export class FakeSocket extends EventTarget implements Socket {
  readonly sent: string[] = [];
  isClosed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  say(data: unknown): void {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    this.dispatchEvent(new MessageEvent("message", { data: text }));
  }

  drop(): void {
    this.dispatchEvent(new Event("close"));
  }
}
