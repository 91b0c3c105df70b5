import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import worker from "../index.ts";
import { ORIGIN, Till, newSecret } from "./till.ts";

/** The bindings, counting how often an object is called or the directory asked. */
function counted(): { env: Env; calls: string[] } {
  const calls: string[] = [];
  const counting = <Target extends object>(target: Target, name: string): Target =>
    new Proxy(target, {
      get(_, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (property !== "getByName") calls.push(`${name}.${String(property)}`);
          const result: unknown = Reflect.apply(value, target, args);
          return property === "getByName" ? counting(result as object, "object") : result;
        };
      },
    });
  const MERCHANT = counting(env.MERCHANT, "namespace");
  return { env: { ...env, MERCHANT, DIRECTORY: counting(env.DIRECTORY, "directory") }, calls };
}

const context = {
  waitUntil() {},
  passThroughOnException() {},
  props: {},
} as unknown as ExecutionContext;

const claim = (token: string): Request =>
  new Request(`${ORIGIN}/api/v1/claims`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, key: newSecret() }),
  });

/** Another last character than the one that it has. */
const altered = (token: string): string => token.slice(0, 63) + (token.endsWith("7") ? "A" : "7");

describe("the edge", () => {
  it("lets a forged, stale or misshapen code reach no object and no database", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    const { body } = await till.post("/api/v1/tokens", { number, count: 5 });
    const bad = ["x", "A".repeat(64), altered(body.tokens[0]), body.tokens[4]];
    const { env: watched, calls } = counted();
    for (const token of bad) {
      const claimed = await worker.fetch(claim(token), watched, context);
      expect([401, 409]).toContain(claimed.status);
      const page = await worker.fetch(new Request(`${ORIGIN}/T/${token}`), watched, context);
      expect([401, 409]).toContain(page.status);
    }
    expect(calls).toEqual([]);
    await worker.fetch(claim(body.tokens[0]), watched, context);
    expect(calls).toEqual(["object.claim"]);
  });

  it("makes one sale with four calls of the object and none of the directory", async () => {
    const till = await Till.open();
    const { env: watched, calls } = counted();
    const send = async (
      path: string,
      body: object,
      bearer?: string,
    ): Promise<{ id: string; state: string; tokens: string[] }> => {
      const headers = new Headers({ "content-type": "application/json" });
      if (bearer) headers.set("authorization", `Bearer ${bearer}`);
      const request = new Request(`${ORIGIN}/api/v1/${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return (await worker.fetch(request, watched, context)).json();
    };
    const number = till.nextNumber();
    const { tokens } = await send("tokens", { number, count: 36 }, till.credential);
    await send("orders", { number, amount: { minor: 500, currency: "EUR" } }, till.credential);
    const { id } = await send("claims", { token: tokens[0], key: newSecret() });
    const { state } = await send(`claims/${id}/instructions`, {
      key: newSecret(),
      rail: "sandbox",
    });
    expect(state).toBe("paid");
    expect(calls).toEqual(["object.mint", "object.place", "object.claim", "object.instruct"]);
  });
});
