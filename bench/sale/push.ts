import { foundMerchant, newKey, post } from "./shop.ts";
import type { Served } from "./serve.ts";

const SALES = 200;

/**
 * From sending the payer's instruction to the terminal's event of the payment, in ms, both ends on this machine. Sales
 * follow one another: what is measured is the way, not a queue.
 */
export async function pushLatencies(served: Served): Promise<number[]> {
  const credential = await foundMerchant(served);
  const api = `${served.url}/api/v1`;
  const socket = await openChannel(api, credential);
  const latencies: number[] = [];
  for (let counter = 1; counter <= SALES; counter++) {
    const number = `1-${counter}`;
    const { tokens } = await post(`${api}/tokens`, { number, count: 1 }, credential);
    await post(`${api}/orders`, { number, amount: { minor: 500, currency: "EUR" } }, credential);
    const { id } = await post(`${api}/claims`, { token: tokens[0], key: newKey() });
    const told = toldPaid(socket, number);
    const startedAt = performance.now();
    const instructed = post(`${api}/claims/${id}/instructions`, { key: newKey(), rail: "sandbox" });
    latencies.push((await told) - startedAt);
    await instructed;
  }
  socket.close();
  return latencies;
}

export async function openChannel(api: string, credential: string): Promise<WebSocket> {
  const ticket: unknown = await post(`${api}/stream/tickets`, {}, credential);
  const query = new URLSearchParams({ ticket: (ticket as { ticket: string }).ticket, after: "0" });
  const socket = new WebSocket(`${api.replace(/^http/, "ws")}/stream?${query.toString()}`);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  return socket;
}

/** When the terminal hears that this order is paid. */
export function toldPaid(socket: WebSocket, number: string): Promise<number> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent): void => {
      const at = performance.now();
      const { events = [] } = JSON.parse(String(data)) as {
        events?: { type: string; order: { number: string } }[];
      };
      if (!events.some(({ type, order }) => type === "captured" && order.number === number)) return;
      socket.removeEventListener("message", hear);
      resolve(at);
    };
    socket.addEventListener("message", hear);
  });
}
