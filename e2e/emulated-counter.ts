import { BeaconHandle } from "../worker/contract/beacon.ts";
import { OrderView } from "../worker/contract/order.ts";
import { Windows, windowStart } from "../worker/contract/token.ts";
import * as v from "valibot";
import type { SpawnedTill } from "../launch/spawned-till.ts";
import type { Broadcast } from "../terminal-web/beacon/driver.ts";

/** The till's own calls, made from outside: an order placed, and what its beacon is to say of it. */
export class CounterApi {
  readonly url: string;
  readonly #apiKey: string;
  #counter = 0;

  constructor({ demo }: Pick<SpawnedTill, "demo">) {
    this.url = demo.url;
    this.#apiKey = demo.apiKey;
  }

  /** Places an order of so many minor units. */
  async place(minor: number): Promise<string> {
    this.#counter += 1;
    const number = `1-${this.#counter}`;
    const amount = { minor, currency: "EUR" };
    await this.#call(OrderView, "POST", "/orders", { number, amount });
    return number;
  }

  async order(number: string): Promise<OrderView> {
    return this.#call(OrderView, "GET", `/orders/${number}`);
  }

  cancel(number: string): Promise<OrderView> {
    return this.#call(OrderView, "POST", `/orders/${number}/cancel`);
  }

  /** What the beacon is to say of the order; with the tokens of the next two minutes, or with the handle alone. */
  async broadcastOf(number: string, withTokens: boolean): Promise<Broadcast> {
    const told = await this.#call(BeaconHandle, "POST", `/orders/${number}/handles`);
    const { handle, namespace, url, expiresAt } = told;
    const until = Date.parse(expiresAt);
    if (!withTokens) return { handle, namespace, url, until };
    const windows = await this.#call(Windows, "POST", "/tokens", { number, count: 12 });
    const codes = { tokens: windows.tokens, nextAt: windowStart(windows.from + 1) };
    return { handle, namespace, url, until, codes };
  }

  /** What the till's screen would show at this moment. */
  async codeOf(number: string): Promise<string> {
    const windows = await this.#call(Windows, "POST", "/tokens", { number, count: 1 });
    return `${windows.prefix}${windows.tokens[0] ?? ""}`;
  }

  async #call<Value>(
    schema: v.GenericSchema<unknown, Value>,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Value> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return v.parse(schema, await response.json());
  }
}
