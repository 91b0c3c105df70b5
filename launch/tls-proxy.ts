import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.ts";
import { LaunchFault, systemCodeOf } from "./launch-fault.ts";

export interface TlsLimits {
  readonly handshakeTimeoutMs: number;
  readonly maxConnections: number;
}

const LIMITS: TlsLimits = { handshakeTimeoutMs: 10_000, maxConnections: 1_000 };
/** A phone that went out of range is noticed by the system's own probes, not by a timer of ours: a socket may be quiet all night. */
const PROBE_AFTER_MS = 30_000;

export interface TlsProxy {
  readonly port: number;
  /** Begins to serve: until then connections are turned away. */
  forwardTo(port: number): void;
  /** Connections that are open now. */
  connections(): number;
  close(): void;
}

/**
 * Takes TLS off and pipes the bytes to a port of 127.0.0.1, so HTTP and WebSockets pass alike.
 * It listens on every address of this machine; what it leads to never has to.
 */
export async function openTlsProxy(
  certificate: Certificate,
  port: number,
  limits: TlsLimits = LIMITS,
): Promise<TlsProxy> {
  let target: number | null = null;
  const open = new Set<Socket>();
  const server = createServer(
    {
      ...certificate,
      // The server behind speaks nothing newer (RFC 7301).
      ALPNProtocols: ["http/1.1"],
      handshakeTimeout: limits.handshakeTimeoutMs,
      minVersion: "TLSv1.2",
    },
    (client) => {
      if (target === null) client.destroy();
      else join(client, connect({ host: "127.0.0.1", port: target, noDelay: true }));
    },
  );
  server.maxConnections = limits.maxConnections;
  // Broken handshakes are the network's weather: each peer is told by TLS itself.
  server.on("tlsClientError", (_error, client) => client.destroy());
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });

  server.listen(port);
  await once(server, "listening").catch((error: unknown) => {
    throw new LaunchFault(cannotListen(port, systemCodeOf(error)));
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    forwardTo(targetPort) {
      target = targetPort;
    },
    connections: () => open.size,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** Each side's end, break or silence ends the other: no half of a pair stays. */
function join(client: TLSSocket, server: Socket): void {
  client.setNoDelay(true);
  client.setKeepAlive(true, PROBE_AFTER_MS);
  client.pipe(server);
  server.pipe(client);
  // Errors close their socket, and closing is handled.
  client.on("error", () => {}).on("close", () => server.destroy());
  server.on("error", () => {}).on("close", () => client.destroySoon());
}

function cannotListen(port: number, code: string | null): string {
  return code === "EADDRINUSE"
    ? `Port ${port} is taken: stop what uses it, or choose another with HTTPS_PORT.`
    : `Port ${port} cannot be opened (${code}): choose another with HTTPS_PORT.`;
}
