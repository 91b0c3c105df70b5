import { exports } from "cloudflare:workers";
import type { ClaimView } from "../contract/claim.ts";
import type { Movement } from "../contract/wallet.ts";
import { Payer } from "./payer.ts";
import { ORIGIN, Till, call, newSecret } from "./till.ts";

/** A payer who adds money on the wallet's own page, at the merchant where the wallet is of use. */
export class Filler {
  readonly till: Till;
  readonly payer: Payer;

  private constructor(till: Till, payer: Payer) {
    this.till = till;
    this.payer = payer;
  }

  /** A wallet that has seen one bill, at a merchant that takes wallets and these rails. */
  static async at(rails: readonly string[] = ["sandbox"]): Promise<Filler> {
    const [till, payer] = await Promise.all([Till.open(), Payer.open()]);
    await till.put("/api/v1/rails", { on: ["wallet", ...rails] });
    await payer.offer((await till.claimed()).id);
    return new Filler(till, payer);
  }

  /** Sends a page's form, as a browser without script does. */
  async send(path: string, fields: Record<string, string>): Promise<Response> {
    const headers = {
      cookie: this.payer.cookie,
      "content-type": "application/x-www-form-urlencoded",
    };
    const body = new URLSearchParams(fields).toString();
    const init = { method: "POST", headers, body, redirect: "manual" } as const;
    const response = await exports.default.fetch(new Request(ORIGIN + path, init));
    await response.clone().text();
    return response;
  }

  /** Adds money; answers where it can be followed. */
  async add(minor: number, { rail = "sandbox", key = newSecret() } = {}): Promise<string> {
    const sent = await this.send("/W/top-ups", { key, amount: String(minor), rail });
    return (sent.headers.get("location") ?? `${sent.status}`).replace("/C/", "");
  }

  async claim(id: string): Promise<ClaimView> {
    return (await call("GET", `/api/v1/claims/${id}`)).body;
  }

  sendBack(id: string, key = newSecret()): Promise<Response> {
    return this.send(`/C/${id}/send-back`, { key });
  }

  async page(): Promise<string> {
    return (await this.payer.get("/W")).body;
  }

  async movements(): Promise<Movement[]> {
    return (await this.payer.get("/api/v1/wallet/statement")).body.movements;
  }

  /** Waits until the claim looks like this: what an alarm does is soon, but not now. */
  async until(id: string, isSo: (view: ClaimView) => boolean): Promise<ClaimView> {
    for (let tries = 0; tries < 200; tries++) {
      const view = await this.claim(id);
      if (isSo(view)) return view;
      await scheduler.wait(25);
    }
    throw new Error(`still ${JSON.stringify(await this.claim(id))}`);
  }
}

export const isCredited = ({ bill }: ClaimView): boolean => bill.topUp === "credited";
