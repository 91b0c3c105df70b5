import { createSocket } from "node:dgram";
import { once } from "node:events";
import { hostname, networkInterfaces } from "node:os";

/** The names and addresses under which other machines may know this one. */
export interface Whereabouts {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

export function whereabouts(): Whereabouts {
  const host = hostname();
  const names = new Set(["localhost", host, ...(host.includes(".") ? [] : [`${host}.local`])]);
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    // A link-local address carries a zone that only this machine understands.
    .filter(({ address }) => !address.startsWith("fe80:"))
    .map(({ address }) => address);
  return { names: [...names], addresses: [...new Set(["127.0.0.1", ...addresses])] };
}

/** The IPv4 address that phones on the same network reach, or null on a machine with no network. */
export async function lanAddress(): Promise<string | null> {
  const candidates = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
  // Among several the one that leads outwards is likeliest the one shared with phones.
  const outward = candidates.length > 1 ? await outwardAddress() : null;
  return candidates.find((address) => address === outward) ?? candidates[0] ?? null;
}

/** Asks the system which address it would send from. Connecting a datagram socket sends nothing. */
async function outwardAddress(): Promise<string | null> {
  const DOCUMENTATION_ADDRESS = "192.0.2.1"; // RFC 5737
  const socket = createSocket("udp4");
  try {
    socket.connect(9, DOCUMENTATION_ADDRESS);
    await once(socket, "connect");
    return socket.address().address;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}
