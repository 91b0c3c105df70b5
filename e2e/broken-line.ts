import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

/** A piece of network between a device and the till that can be cut, stalled and restored: what a market's air does to TCP. */
export interface BrokenLine {
  /** The till's address through this line. */
  readonly origin: string;
  /** Every connection breaks, and no new one is made. */
  cut(): void;
  /** Connections stay open and nothing goes through them any more, in either direction; nobody is told. */
  stall(): void;
  restore(): void;
  close(): Promise<void>;
}

type Condition = "up" | "cut" | "stalled";

/** Lays a line to the till at `target` ("http://127.0.0.1:8787"). */
export async function layLine(target: string): Promise<BrokenLine> {
  const { hostname, port } = new URL(target);
  let condition: Condition = "up";
  const ends = new Set<Socket>();

  function keep(socket: Socket, other: Socket): void {
    ends.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      ends.delete(socket);
      other.destroy();
    });
    socket.on("data", (data) => void other.write(data));
    if (condition === "stalled") socket.pause();
  }

  const server: Server = createServer((near) => {
    if (condition === "cut") return void near.resetAndDestroy();
    const far = connect(Number(port), hostname);
    keep(near, far);
    keep(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const change = (next: Condition, act: (socket: Socket) => void): void => {
    condition = next;
    for (const socket of ends) act(socket);
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => change("cut", (socket) => socket.resetAndDestroy()),
    stall: () => change("stalled", (socket) => socket.pause()),
    restore: () => change("up", (socket) => socket.resume()),
    async close() {
      change("cut", (socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
