import { exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ORIGIN, Till, call, newSecret } from "./till.ts";

afterEach(() => void vi.useRealTimers());

/** What a phone is told that shows this token, byte for byte with its headers, but for the trace id and the nonce. */
async function told(token: unknown): Promise<string> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ token, key: newSecret() });
  const init = { method: "POST", headers, body };
  const response = await exports.default.fetch(`${ORIGIN}/api/v1/claims`, init);
  const text = await response.text();
  const trace = /"instance":"urn:edgetill:([^"]+)"/.exec(text)?.[1] ?? "no trace";
  const said = [response.status, ...response.headers].join("\n");
  return `${said}\n\n${text}`.replaceAll(trace, "").replace(/nonce-[^']+/g, "");
}

async function freshToken(): Promise<{ till: Till; number: string; token: string }> {
  const till = await Till.open();
  const number = till.nextNumber();
  await till.place(number);
  return { till, number, token: await till.token(number) };
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

describe("a token that was not made here", () => {
  it("is refused in one way, whatever is wrong with it, and claims nothing", async () => {
    const { till, number, token } = await freshToken();
    const { token: foreign } = await freshToken();
    const flipped = [...token].map((character, i) => {
      const other = ALPHABET[(ALPHABET.indexOf(character) + 1 + (i % 31)) % 32];
      return token.slice(0, i) + other + token.slice(i + 1);
    });
    const spliced = [8, 16, 20, 29, 36, 48].flatMap((cut) => [
      token.slice(0, cut) + foreign.slice(cut),
      foreign.slice(0, cut) + token.slice(cut),
    ]);
    const misshapen = [
      "",
      "A",
      token.slice(0, -1),
      `${token}A`,
      token + token,
      token.toLowerCase(),
      `${token.slice(0, 63)}1`,
      ` ${token.slice(1)}`,
      "A".repeat(64),
      "7".repeat(64),
      `${token.slice(0, 63)}Ā`,
    ];
    const answers = new Set(await Promise.all([...flipped, ...spliced, ...misshapen].map(told)));
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain("token-invalid");
    expect(await till.status(number)).toBe("placed");
  });

  it("of the wrong type does not fit the schema", async () => {
    for (const token of [1, null, {}, [], "A".repeat(201)])
      expect(await told(token)).toContain("schema-invalid");
  });

  it("shows a page that says what to do, in the payer's language", async () => {
    const page = await call("GET", `/T/${"A".repeat(64)}`);
    expect([page.status, page.headers.get("content-type")]).toEqual([
      401,
      "text/html; charset=UTF-8",
    ]);
    expect(page.body).toContain("This is not a code of this till");
  });
});

describe("a token of another time", () => {
  it("is good for its window and the next one, and then too old for ever", async () => {
    const { till, number, token } = await freshToken();
    const { body } = await till.post("/api/v1/tokens", { number, count: 1 });
    const start = body.from * 10_000;
    const at = async (ms: number): Promise<string> => {
      vi.useFakeTimers({ toFake: ["Date"], now: start + ms });
      return (await call("GET", `/T/${body.tokens[0] ?? token}`)).status === 200
        ? "good"
        : "refused";
    };
    for (const ms of [0, 10_000, 19_999]) expect([ms, await at(ms)]).toEqual([ms, "good"]);
    for (const ms of [-1, 20_000, 60_000, 86_400_000])
      expect([ms, await at(ms)]).toEqual([ms, "refused"]);
  });

  it("is told apart from a forged one, because it was once good", async () => {
    const { till, number } = await freshToken();
    const { body } = await till.post("/api/v1/tokens", { number, count: 30 });
    expect(await told(body.tokens[20])).toContain("token-early");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect(await told(body.tokens[0])).toContain("token-expired");
  });
});
