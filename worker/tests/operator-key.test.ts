import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import worker from "../index.ts";
import { ORIGIN } from "./till.ts";

afterEach(() => void vi.useRealTimers());

const BEFORE = "the-operators-key-before-this-one";
const NOT_AFTER = 1_900_000_000;

/** What the status call and the page answer to somebody who shows this key. */
async function answersTo(key: string, before?: string): Promise<number[]> {
  const bindings = { ...env, ...(before !== undefined && { OPERATOR_KEY_BEFORE: before }) };
  const ask = async (path: string, init: RequestInit): Promise<number> => {
    const request = new Request(ORIGIN + path, init);
    return (await worker.fetch(request, bindings, createExecutionContext())).status;
  };
  return [
    await ask("/api/v1/operator/status", { headers: { authorization: `Bearer ${key}` } }),
    await ask("/operator", { method: "POST", body: new URLSearchParams({ key, show: "status" }) }),
  ];
}

describe("the operator's key", () => {
  it("is taken beside the one before it until that one's last second, and alone from then on", async () => {
    const kept = JSON.stringify({ key: BEFORE, notAfter: NOT_AFTER });
    vi.useFakeTimers({ toFake: ["Date"], now: NOT_AFTER * 1000 - 1 });
    expect(await answersTo(BEFORE, kept)).toEqual([200, 200]);
    expect(await answersTo(env.OPERATOR_KEY, kept)).toEqual([200, 200]);
    vi.setSystemTime(NOT_AFTER * 1000);
    expect(await answersTo(BEFORE, kept)).toEqual([401, 401]);
    expect(await answersTo(env.OPERATOR_KEY, kept)).toEqual([200, 200]);
  });

  it("is taken alone where what should name the one before it says nothing, or has no length", async () => {
    for (const text of ["", "{", "null", `{"key":"${BEFORE}"}`, '{"key":"","notAfter":1e12}'])
      for (const key of [BEFORE, ""]) expect(await answersTo(key, text)).toEqual([401, 401]);
    expect(await answersTo(BEFORE)).toEqual([401, 401]);
    expect(await answersTo(env.OPERATOR_KEY, "{")).toEqual([200, 200]);
  });
});
