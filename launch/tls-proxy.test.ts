import { once } from "node:events";
import { type AddressInfo, createServer, connect as connectTcp, type Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "vitest";
import { type Certificate, certificateFor } from "./certificate.ts";
import { freshStateFolder, removeFolder, until } from "./spawned-till.ts";
import { openTlsProxy, type TlsProxy } from "./tls-proxy.ts";

describe("the TLS proxy", () => {
  const folder = freshStateFolder();
  // A peer that repeats what it hears, behind the proxy.
  const sockets = new Set<Socket>();
  const echo = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.pipe(socket);
  });
  let certificate: Certificate;
  let proxy: TlsProxy;

  beforeAll(async () => {
    const here = { names: ["localhost"], addresses: ["127.0.0.1"] };
    certificate = await certificateFor(folder, here, new Date());
    echo.listen(0, "127.0.0.1");
    await once(echo, "listening");
  });
  afterAll(() => {
    echo.close();
    removeFolder(folder);
  });
  beforeEach(async () => {
    proxy = await openTlsProxy(certificate, 0, { handshakeTimeoutMs: 300, maxConnections: 3 });
    proxy.forwardTo((echo.address() as AddressInfo).port);
  });
  afterEach(() => proxy.close());

  async function client(): Promise<TLSSocket> {
    const { port } = proxy;
    const socket = connect({ port, host: "127.0.0.1", ca: certificate.cert });
    socket.on("error", () => {});
    await once(socket, "secureConnect");
    return socket;
  }

  it("passes bytes both ways, a megabyte as well as one", async ({ expect }) => {
    const socket = await client();
    const sent = Buffer.alloc(1_000_000, "0123456789");
    const heard: Buffer[] = [];
    socket.on("data", (chunk) => heard.push(chunk));
    socket.write("x");
    socket.write(sent);
    await until(
      "all came back",
      () => heard.reduce((sum, { length }) => sum + length, 0) === 1_000_001,
      3000,
    );
    expect(Buffer.concat(heard).subarray(1).equals(sent)).toBe(true);
    socket.destroy();
  });

  it("speaks HTTP/1.1 and TLS 1.2 or newer", async ({ expect }) => {
    const { port } = proxy;
    const socket = connect({
      port,
      host: "127.0.0.1",
      ca: certificate.cert,
      ALPNProtocols: ["h2", "http/1.1"],
    });
    await once(socket, "secureConnect");
    expect(socket.alpnProtocol).toBe("http/1.1");
    expect(socket.getProtocol()).toMatch(/^TLSv1\.[23]$/);
    socket.destroy();
  });

  it("closes the other side when one goes, and keeps no half", async ({ expect }) => {
    const leaving = await client();
    const left = await client();
    leaving.write("x");
    left.write("x");
    await Promise.all([once(leaving, "data"), once(left, "data")]);
    expect([proxy.connections(), sockets.size]).toEqual([2, 2]);

    leaving.destroy();
    await until("one pair is gone", () => proxy.connections() === 1 && sockets.size === 1, 1000);
    const ended = once(left, "close");
    for (const socket of sockets) socket.destroy();
    left.resume();
    await ended;
    await until("both are gone", () => proxy.connections() === 0 && sockets.size === 0, 1000);
  });

  it("lets go of a peer that connects and does not shake hands", async () => {
    const silent = connectTcp(proxy.port, "127.0.0.1");
    silent.on("error", () => {});
    await once(silent, "connect");
    await until("it is let go", () => silent.closed, 2000);
  });

  it("lets go of a peer that does not speak TLS, and goes on serving", async ({ expect }) => {
    const plain = connectTcp(proxy.port, "127.0.0.1");
    plain.on("error", () => {}).resume();
    plain.write("GET / HTTP/1.1\r\n\r\n");
    await until("it is let go", () => plain.closed, 2000);
    const socket = await client();
    socket.write("x");
    expect(String((await once(socket, "data"))[0])).toBe("x");
    socket.destroy();
  });

  it("turns away more peers than it takes", async ({ expect }) => {
    const taken = await Promise.all([client(), client(), client()]);
    const extra = connectTcp(proxy.port, "127.0.0.1");
    extra.on("error", () => {}).resume();
    await until("it is turned away", () => extra.closed, 1000);
    expect(proxy.connections()).toBe(3);
    for (const socket of taken) socket.destroy();
  });

  it("says in one line that its port is taken", async ({ expect }) => {
    await expect(openTlsProxy(certificate, proxy.port)).rejects.toThrow(
      /^Port \d+ is taken: [^\n]+HTTPS_PORT\.$/,
    );
  });
});
