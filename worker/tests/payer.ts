import { env, exports } from "cloudflare:workers";
import { isSecret, parseCapability } from "../domain/capability.ts";
import { type WalletId, isWalletId } from "../domain/pend.ts";
import { pendOf } from "../wallet/pay.ts";
import { Authenticator, type Wrong } from "./authenticator.ts";
import { ORIGIN, type Reply, Till, newSecret } from "./till.ts";

/** A payer with a wallet, used through the API as the bill page does. */
export class Payer {
  readonly wallet: WalletId;
  readonly passkey: Authenticator;
  #cookie: string;

  private constructor(wallet: WalletId, passkey: Authenticator, cookie: string) {
    this.wallet = wallet;
    this.passkey = passkey;
    this.#cookie = cookie;
  }

  /** `wrong` says how the passkey is made otherwise. */
  static async open(wrong: Wrong = {}): Promise<Payer> {
    const passkey = await Authenticator.make(ORIGIN);
    const asked = await send("POST", "/api/v1/wallets/openings");
    const { wallet, ticket, challenge } = asked.body;
    const registration = await passkey.register(challenge, wallet, wrong);
    const opened = await send("POST", "/api/v1/wallets", { ticket, registration });
    if (!isWalletId(wallet)) throw new Error(`no wallet: ${JSON.stringify(opened.body)}`);
    return new Payer(wallet, passkey, cookieOf(opened));
  }

  /** The same wallet on another phone, found by the same passkey. */
  async onAnotherPhone(wrong: Wrong = {}): Promise<Payer> {
    const asked = await send("POST", "/api/v1/wallets/sign-ins");
    const { ticket, challenge } = asked.body;
    const assertion = await this.passkey.assert(challenge, wrong);
    const found = await send("POST", "/api/v1/wallets/sessions", { ticket, assertion });
    return new Payer(this.wallet, this.passkey, cookieOf(found));
  }

  get object() {
    return env.WALLET.getByName(this.wallet);
  }

  /** What the phone is known by. */
  get cookie(): string {
    return this.#cookie;
  }

  get(path: string): Promise<Reply> {
    return send("GET", path, undefined, this.#cookie);
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return send("POST", path, body, this.#cookie);
  }

  topUp(claim: string, amount: number, key = newSecret()): Promise<Reply> {
    return this.post("/api/v1/wallet/top-ups", { claim, key, amount });
  }

  offer(claim: string): Promise<Reply> {
    return this.post(`/api/v1/claims/${claim}/offers`);
  }

  /** Confirms an offer with the passkey, or with one that is wrong in some way. */
  async confirm(
    claim: string,
    { key, challenge }: { key: string; challenge: string },
    wrong: Wrong = {},
  ): Promise<Reply> {
    const assertion = await this.passkey.assert(challenge, wrong);
    return this.post(`/api/v1/claims/${claim}/payments`, { key, assertion });
  }

  async pay(claim: string): Promise<Reply> {
    return this.confirm(claim, (await this.offer(claim)).body);
  }

  /** A claim and a key as the objects know them. */
  partsOf(claimText: string, keyText: string) {
    const claim = parseCapability(claimText);
    if (!claim || !isSecret(keyText)) throw new Error(`no claim and key: ${claimText} ${keyText}`);
    return { claim, key: keyText };
  }

  pendOf(claimText: string, keyText: string) {
    const { claim, key } = this.partsOf(claimText, keyText);
    return pendOf(claim, this.wallet, key);
  }

  /** What lies in the wallet, in minor units of its one currency. */
  async balance(): Promise<{ available: number; held: number }> {
    const { body } = await this.get("/api/v1/wallet");
    const [pocket] = body.balances;
    return { available: pocket?.available.minor ?? 0, held: pocket?.held.minor ?? 0 };
  }
}

export const cookieOf = ({ headers }: Reply): string =>
  headers.get("set-cookie")?.split(";")[0] ?? "";

/** A payer with money, and a bill to pay with it. */
export async function scene(minor = 2350, balance = 10_000) {
  const till = await Till.open();
  const payer = await Payer.open();
  const { number, id } = await till.claimed(minor);
  if (balance > 0) await payer.topUp(id, balance);
  return { till, payer, number, id };
}

/** Calls the real Worker with a phone's cookie. */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  cookie = "",
): Promise<Reply> {
  const headers = new Headers({ cookie });
  if (body !== undefined) headers.set("content-type", "application/json");
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await exports.default.fetch(new Request(ORIGIN + path, init));
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
  };
}
