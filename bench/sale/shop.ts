import { randomBytes } from "node:crypto";
import { secretFrom } from "../../worker/domain/capability.ts";
import type { Served } from "./serve.ts";

export const newKey = (): string => secretFrom(randomBytes(26));

/** One merchant that sells, on the product or on its peer. */
export interface Shop {
  /** A whole sale: code, device leg, phone leg, instruction. Throws unless it ends paid. */
  sell(): Promise<void>;
}

interface Answer {
  readonly tokens: readonly string[];
  readonly id: string;
  readonly state: string;
}

export async function post(url: string, body: object, bearer?: string): Promise<Answer> {
  const headers = {
    "content-type": "application/json",
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  // The bench asks for nothing that the contract does not give.
  return answer as Answer;
}

const amount = { minor: 1_250, currency: "EUR" };
const lines = [
  { name: "Flat white", quantity: 2, unitPrice: 350 },
  { name: "Cheese roll", quantity: 1, unitPrice: 550 },
];

/** Founds a merchant; its credential is what its one terminal shows. */
export async function foundMerchant({ url, operatorKey }: Served): Promise<string> {
  const wish = { name: "Bench", currency: "EUR", language: "en", terminal: { name: "Till" } };
  const founded: unknown = await post(`${url}/api/v1/operator/merchants`, wish, operatorKey);
  return (founded as { terminal: { credential: string } }).terminal.credential;
}

export async function productShop(served: Served): Promise<Shop> {
  const credential = await foundMerchant(served);
  const api = `${served.url}/api/v1`;
  let counter = 0;
  return {
    async sell() {
      const number = `1-${++counter}`;
      const { tokens } = await post(`${api}/tokens`, { number, count: 1 }, credential);
      await post(`${api}/orders`, { number, amount, lines }, credential);
      const { id } = await post(`${api}/claims`, { token: tokens[0], key: newKey() });
      const { state } = await post(`${api}/claims/${id}/instructions`, {
        key: newKey(),
        rail: "sandbox",
      });
      if (state !== "paid") throw new Error(state);
    },
  };
}

export function peerShop({ url }: Served, merchant: string): Shop {
  let counter = 0;
  return {
    async sell() {
      const number = `1-${++counter}`;
      const { tokens } = await post(`${url}/tokens/${merchant}/${counter}`, {});
      await post(`${url}/orders/${merchant}`, { number, amount, lines });
      const { id } = await post(`${url}/claims?number=${number}`, {
        token: tokens[0],
        key: newKey(),
      });
      const { state } = await post(`${url}/claims/${id}/instructions`, {
        key: newKey(),
        rail: "sandbox",
      });
      if (state !== "paid") throw new Error(state);
    },
  };
}

/** Sales a second over these shops, with so many sales under way at once. */
export async function salesPerSecond(
  shops: readonly Shop[],
  lineCount: number,
  ms: number,
): Promise<number> {
  const end = performance.now() + ms;
  let sales = 0;
  const line = async (index: number): Promise<void> => {
    for (let turn = index; performance.now() < end; turn += lineCount) {
      await shops[turn % shops.length]?.sell();
      sales += 1;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: lineCount }, (_, index) => line(index)));
  return (sales * 1000) / (performance.now() - startedAt);
}
