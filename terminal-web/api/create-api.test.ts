import { describe, it } from "vitest";
import { createApi } from "./create-api.ts";

const CREDENTIAL = "AAAAAAAAAAAAA.3.AAAAAAAAAAAAAAAAAAAAAAAAAA";

interface Seen {
  input: string;
  init: RequestInit;
}

/** An API whose network answers with `answer`, and what was sent to it. */
function apiWith(answer: (seen: Seen) => Response | Promise<Response>, isOnline = true) {
  const seen: Seen[] = [];
  let clock = 1_000;
  const api = createApi(
    async (input, init) => {
      seen.push({ input, init });
      clock += 50;
      return answer({ input, init });
    },
    { credential: CREDENTIAL, origin: "https://till", now: () => clock, isOnline: () => isOnline },
  );
  return { api, seen };
}

const problem = (type: string, status: number, retryable: boolean): Response =>
  Response.json(
    { type, title: "No", status, instance: "urn:x", retryable },
    { status, headers: { "content-type": "application/problem+json" } },
  );

const TERMINAL = {
  merchant: { id: "AAAAAAAAAAAAA", name: "Corner Bakery", currency: "EUR", language: "en" },
  terminal: { number: 3, name: "Counter", cell: null },
  nextCounter: 5,
  cursor: 7,
  serverTime: "2026-10-15T12:00:00.000Z",
};

describe("a call", () => {
  it("shows the credential, and brings the parsed answer with the instants around it", async ({
    expect,
  }) => {
    const { api, seen } = apiWith(() => Response.json(TERMINAL));
    const answer = await api.terminal();
    expect(answer).toEqual({
      ok: true,
      value: TERMINAL,
      status: 200,
      sentAt: 1_000,
      receivedAt: 1_050,
    });
    expect(seen[0]?.input).toBe("https://till/api/v1/terminal");
    expect(seen[0]?.init.headers).toEqual({ authorization: `Bearer ${CREDENTIAL}` });
  });

  it("names the refusal and says whether to try again", async ({ expect }) => {
    const { api } = apiWith(() => problem("https://till/problems/order-number-reused", 409, false));
    expect(await api.cancel("3-1")).toEqual({
      ok: false,
      failure: { type: "refused", problem: "order-number-reused", isRetryable: false },
    });
  });

  it.for([
    ["an answer of another shape", () => Response.json({ ...TERMINAL, cursor: "7" })],
    [
      "a refusal that is no problem document",
      () => Response.json({ error: "no" }, { status: 502 }),
    ],
  ] as const)("takes %s as a fault that may pass", async ([, answer], { expect }) => {
    const { api } = apiWith(answer);
    expect(await api.terminal()).toEqual({
      ok: false,
      failure: { type: "refused", problem: "fault", isRetryable: true },
    });
  });

  it.for([
    ["the network fails", () => Promise.reject(new TypeError("failed to fetch"))],
    ["a log-in page answers", () => new Response("<html>Welcome to our hotel</html>")],
  ] as const)("is unreachable when %s", async ([, answer], { expect }) => {
    const { api } = apiWith(answer);
    expect(await api.terminal()).toEqual({
      ok: false,
      failure: { type: "unreachable", hasLeft: true },
    });
  });

  it("says that it cannot have arrived when the device was offline", async ({ expect }) => {
    const { api } = apiWith(() => Promise.reject(new TypeError("offline")), false);
    expect(await api.terminal()).toMatchObject({
      failure: { type: "unreachable", hasLeft: false },
    });
  });

  it("can be given up while it waits", async ({ expect }) => {
    const { api } = apiWith(
      ({ init }) =>
        new Promise((_, reject) =>
          init.signal?.addEventListener("abort", () => reject(new DOMException("x", "AbortError"))),
        ),
    );
    const stop = new AbortController();
    const order = { number: "3-1", amount: { minor: 1, currency: "EUR", exponent: 2 } };
    const asked = api.place({ ...order, lines: [], note: null, expiresInSeconds: 30 }, stop.signal);
    stop.abort();
    expect(await asked).toMatchObject({ ok: false, failure: { type: "unreachable" } });
  });

  it("asks for windows from the server's present when it does not know the time", async ({
    expect,
  }) => {
    const windows = {
      number: "3-1",
      prefix: "P",
      from: 1,
      tokens: [],
      serverTime: TERMINAL.serverTime,
    };
    const { api, seen } = apiWith(() => Response.json(windows));
    await api.mint("3-1", null);
    await api.mint("3-1", { from: 9, count: 2 });
    expect(seen.map(({ init }) => init.body)).toEqual([
      '{"number":"3-1"}',
      '{"number":"3-1","from":9,"count":2}',
    ]);
  });

  it("pages the list by the last number", async ({ expect }) => {
    const { api, seen } = apiWith(() => Response.json({ orders: [], before: null }));
    await api.orders(null);
    await api.orders("3-9");
    expect(seen.map(({ input }) => new URL(input).search)).toEqual([
      "?limit=30",
      "?limit=30&before=3-9",
    ]);
  });
});
