import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import * as v from "valibot";
import { expect } from "vitest";
import type { Founded } from "../contract/merchant.ts";
import { PROBLEMS, Problem, isProblemType } from "../contract/problem.ts";
import type { Windows } from "../contract/token.ts";
import { type Secret, secretFrom } from "../domain/capability.ts";

export const ORIGIN = "https://till.test";

export const newSecret = (): Secret => secretFrom(crypto.getRandomValues(new Uint8Array(26)));

export interface Reply {
  readonly status: number;
  // What a test looks at is what it asserts; a wrong shape fails there.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any -- see above
  readonly headers: Headers;
}

/** Calls the real Worker as anybody could. */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  bearer?: string,
  mediaType = "application/json",
  origin = ORIGIN,
  more: Record<string, string> = {},
): Promise<Reply> {
  const headers = new Headers({
    ...more,
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
  });
  if (body !== undefined) headers.set("content-type", mediaType);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const init = {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body: text }),
  } as const;
  const response = await exports.default.fetch(new Request(origin + path, init));
  const answer = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  if (path.startsWith("/api/") && response.status >= 400) expectProblem(response, answer);
  return {
    status: response.status,
    body: isJson ? JSON.parse(answer) : answer,
    headers: response.headers,
  };
}

/** Whatever is refused anywhere in the tests is refused as a registered problem, and never with a fault. */
function expectProblem(response: Response, text: string): void {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = v.parse(Problem, JSON.parse(text));
  const slug = problem.type.split("/").at(-1) ?? "";
  expect(isProblemType(slug) && PROBLEMS[slug].status).toBe(response.status);
  // Asking for patience is no fault.
  if (slug !== "temporarily-unavailable") expect(response.status).toBeLessThan(500);
  expect(text).not.toMatch(/\bat .*\.[jt]s|Error:/);
}

/** A merchant with one terminal, used through the API as a shop's own software would. */
export class Till {
  readonly founded: Founded;
  #counter = 0;

  constructor(founded: Founded) {
    this.founded = founded;
  }

  static async open(currency = "EUR", name = "Corner Bakery"): Promise<Till> {
    const wish = { name, currency, language: "en", terminal: { name: "Till 1" } };
    const { body } = await call("POST", "/api/v1/operator/merchants", wish, env.OPERATOR_KEY);
    return new Till(body);
  }

  get credential(): string {
    return this.founded.terminal.credential;
  }

  get object() {
    return env.MERCHANT.getByName(this.founded.merchant.id);
  }

  nextNumber(): string {
    this.#counter += 1;
    return `${this.founded.terminal.number}-${this.#counter}`;
  }

  get(path: string): Promise<Reply> {
    return call("GET", path, undefined, this.credential);
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return call("POST", path, body, this.credential);
  }

  put(path: string, body: unknown): Promise<Reply> {
    return call("PUT", path, body, this.credential);
  }

  place(number: string, minor = 2350, more: object = {}): Promise<Reply> {
    const amount = { minor, currency: this.founded.merchant.currency };
    return this.post("/api/v1/orders", { number, amount, ...more });
  }

  async token(number: string): Promise<string> {
    const { body } = await this.post("/api/v1/tokens", { number, count: 1 });
    return (body as Windows).tokens[0] ?? "";
  }

  async claim(number: string, key = newSecret()): Promise<Reply> {
    return call("POST", "/api/v1/claims", { token: await this.token(number), key });
  }

  /** Places and claims an order; the claim's id is what the payer then holds. */
  async claimed(minor = 2350): Promise<{ number: string; id: string }> {
    const number = this.nextNumber();
    await this.place(number, minor);
    const { body } = await this.claim(number);
    return { number, id: body.id };
  }

  /** Switches the terminal off, as its owner would, if this shop had one. */
  async revoke(): Promise<void> {
    await runInDurableObject(this.object, (_, { storage }) => {
      storage.sql.exec("UPDATE terminals SET revoked_at = 1");
    });
    // It was done behind the object's back.
    await evictDurableObject(this.object);
  }

  /** Links a customer display, and gives its credential. */
  async linkDisplay(key = newSecret()): Promise<string> {
    const { body } = await this.post("/api/v1/terminal/displays/links");
    const link = new URL(body.url).hash.slice(1);
    return (await call("POST", "/api/v1/displays", { link, key })).body.credential;
  }

  refund(number: string, amount: number, key = newSecret()): Promise<Reply> {
    return this.post(`/api/v1/orders/${number}/refunds`, { key, amount, reason: "Wrong size" });
  }

  /** Each account's balance, debit less credit, in minor units. */
  async books(): Promise<Record<string, number>> {
    const { body } = await this.get("/api/v1/ledger");
    expect(body.balanced).toBe(true);
    const rows = body.accounts as {
      account: string;
      debit: { minor: number };
      credit: { minor: number };
    }[];
    return Object.fromEntries(
      rows.map(({ account, debit, credit }) => [account, debit.minor - credit.minor]),
    );
  }

  async status(number: string): Promise<string> {
    return (await this.get(`/api/v1/orders/${number}`)).body.status;
  }

  async eventTypes(number: string): Promise<string[]> {
    const { body } = await this.get("/api/v1/events?after=0");
    return body.events
      .filter((event: { order: { number: string } }) => event.order.number === number)
      .map((event: { type: string }) => event.type);
  }
}

export const instruct = (id: string, key = newSecret(), rail = "sandbox"): Promise<Reply> =>
  call("POST", `/api/v1/claims/${id}/instructions`, { key, rail });
