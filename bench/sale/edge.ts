import { foundMerchant, newKey, post } from "./shop.ts";
import type { Served } from "./serve.ts";

const LINES = 16;
const MS = 4_000;

/** Forged codes refused a second, and good ones claimed, by the same number of callers. A refusal reaches no object. */
export async function edgeRates(served: Served): Promise<{ refusals: number; claims: number }> {
  const api = `${served.url}/api/v1`;
  const credential = await foundMerchant(served);
  const number = "1-1";
  const { tokens } = await post(`${api}/tokens`, { number, count: 1 }, credential);
  const good = tokens[0] ?? "";
  const forged = `${good.slice(0, 40)}${good[40] === "A" ? "B" : "A"}${good.slice(41)}`;
  await post(`${api}/orders`, { number, amount: { minor: 500, currency: "EUR" } }, credential);
  const key = newKey();
  await claim(api, good, key);
  const refusals = await perSecond(() => claim(api, forged, key), 401);
  // The same phone claiming again: the whole way to the object and back, with the answer that it had.
  const { tokens: fresh } = await post(`${api}/tokens`, { number, count: 1 }, credential);
  const claims = await perSecond(() => claim(api, fresh[0] ?? "", key), 201);
  return { refusals, claims };
}

async function claim(api: string, token: string, key: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${api}/claims`, {
    method: "POST",
    headers,
    body: JSON.stringify({ token, key }),
  });
  await response.arrayBuffer();
  return response.status;
}

async function perSecond(send: () => Promise<number>, expected: number): Promise<number> {
  const startedAt = performance.now();
  let answers = 0;
  const line = async (): Promise<void> => {
    while (performance.now() < startedAt + MS) {
      const status = await send();
      if (status !== expected) throw new Error(`answered ${status}`);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  return (answers * 1000) / (performance.now() - startedAt);
}
