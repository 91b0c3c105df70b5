import { Authenticator } from "../../worker/tests/authenticator.ts";
import { openChannel, toldPaid } from "./push.ts";
import { foundMerchant, newKey, post } from "./shop.ts";
import type { Served } from "./serve.ts";

const PRICE = { minor: 500, currency: "EUR" };
/** What one wallet may pay in a day is a hundred times the price: a wallet is good for that many sales. */
const SALES_OF_A_WALLET = 70;
const COUNTED = 20;

/** A payer with money in a wallet, on the API. */
export interface WalletPayer {
  /** Pays the claim; what comes before the assertion is ready is not the payment's time. */
  prepare(claimed: Claimed): Promise<() => Promise<void>>;
  readonly cookie: string;
}

/** A claimed order of a till, as many as wanted. */
export interface Seller {
  readonly socket: WebSocket;
  /** With a wallet's cookie the answer has its offer. */
  claim(cookie?: string): Promise<Claimed>;
  /** When the phone that follows this claim sees that it is paid. */
  followed(id: string): Promise<number>;
}

interface Claimed {
  readonly number: string;
  readonly id: string;
  readonly offer: { readonly key: string; readonly challenge: string } | undefined;
}

export async function openSeller(served: Served): Promise<Seller> {
  const credential = await foundMerchant(served);
  const api = `${served.url}/api/v1`;
  const socket = await openChannel(api, credential);
  let counter = 0;
  return {
    socket,
    async claim(cookie) {
      const number = `1-${++counter}`;
      const { tokens } = await post(`${api}/tokens`, { number, count: 1 }, credential);
      await post(`${api}/orders`, { number, amount: PRICE }, credential);
      const { id, offer } = (await send(
        `${api}/claims`,
        { token: tokens[0], key: newKey() },
        cookie,
      )) as unknown as Claimed;
      return { number, id, offer };
    },
    async followed(id) {
      let after = 0;
      for (;;) {
        const response = await fetch(`${api}/claims/${id}?after=${after}&wait=25`);
        const { state, version } = (await response.json()) as { state: string; version: number };
        if (state === "paid") return performance.now();
        after = version;
      }
    },
  };
}

export async function openWallet({ url }: Served, seller: Seller): Promise<WalletPayer> {
  // Passkeys are for names: the same server under the one that every machine has for itself.
  const origin = url.replace("127.0.0.1", "localhost");
  const api = `${origin}/api/v1`;
  const passkey = await Authenticator.make(origin);
  const asked = await send(`${api}/wallets/openings`);
  const registration = await passkey.register(asked["challenge"] ?? "", asked["wallet"] ?? "");
  const response = await fetch(`${api}/wallets`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ticket: asked["ticket"], registration }),
  });
  if (!response.ok) throw new Error(await response.text());
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { id: claim } = await seller.claim();
  for (let i = 0; i < 2; i++)
    await send(`${api}/wallet/top-ups`, { claim, key: newKey(), amount: 20_000 }, cookie);
  return {
    cookie,
    async prepare({ id, offer }) {
      const { key = "", challenge = "" } = offer ?? {};
      const assertion = await passkey.assert(challenge);
      return async () => {
        const paid = await send(`${api}/claims/${id}/payments`, { key, assertion }, cookie);
        if (paid["state"] !== "posted") throw new Error(JSON.stringify(paid));
      };
    },
  };
}

/**
 * From the tap to both sides told, in ms: the terminal by its channel, the phone by the long poll with which its page
 * follows the order. Sales on the sandbox rail and from a wallet by turns, on the same till, in the same seconds.
 */
export async function toldLatencies(
  served: Served,
): Promise<{ sandbox: number[]; wallet: number[] }> {
  const seller = await openSeller(served);
  const api = `${served.url}/api/v1`;
  const latencies = { sandbox: [] as number[], wallet: [] as number[] };
  const payer = await openWallet(served, seller);
  for (let i = 0; i < SALES_OF_A_WALLET; i++) {
    const bare = await seller.claim();
    const instruction = { key: newKey(), rail: "sandbox" };
    latencies.sandbox.push(
      await timed(seller, bare, async () => {
        await post(`${api}/claims/${bare.id}/instructions`, instruction);
      }),
    );
    const claimed = await seller.claim(payer.cookie);
    latencies.wallet.push(await timed(seller, claimed, await payer.prepare(claimed)));
  }
  seller.socket.close();
  return latencies;
}

/**
 * What one payment from a wallet costs in both objects together, from the order's placing until the wallet has posted: rows
 * written, and calls of objects from the claim on.
 */
export async function walletCosts(served: Served): Promise<{ rows: number; calls: number }> {
  const seller = await openSeller(served);
  const payer = await openWallet(served, seller);
  const pay = async (claimed: Claimed): Promise<void> => (await payer.prepare(claimed))();
  await pay(await seller.claim(payer.cookie));
  const total = { rows: 0, calls: 0 };
  for (let i = 0; i < COUNTED; i++) {
    await countsOf(served);
    const claimed = await seller.claim(payer.cookie);
    const placed = await countsOf(served);
    await pay(claimed);
    const paid = await countsOf(served);
    total.rows += placed.rows + paid.rows;
    // Minting the code and placing the order are the sale's, and the same on every rail.
    total.calls += placed.calls - 2 + paid.calls;
  }
  seller.socket.close();
  return { rows: total.rows / COUNTED, calls: total.calls / COUNTED };
}

async function countsOf({ url }: Served): Promise<{ rows: number; calls: number }> {
  return (await (await fetch(`${url}/counts`)).json()) as { rows: number; calls: number };
}

async function timed(
  seller: Seller,
  { number, id }: Claimed,
  pay: () => Promise<void>,
): Promise<number> {
  const told = Promise.all([toldPaid(seller.socket, number), seller.followed(id)]);
  const startedAt = performance.now();
  const paid = pay();
  const [terminalAt, phoneAt] = await told;
  await paid;
  return Math.max(terminalAt, phoneAt) - startedAt;
}

async function send(url: string, body?: object, cookie = ""): Promise<Record<string, string>> {
  const headers = { cookie, ...(body && { "content-type": "application/json" }) };
  const init = { method: "POST", headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await fetch(url, init);
  const answer = (await response.json()) as Record<string, string>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
