import { describe, it } from "vitest";
import { createApi } from "./api/create-api.ts";
import { forgetfulKeeper } from "./device/keeper.ts";
import { createSpareText } from "./device/spare-text.ts";
import { createTillMemory } from "./device/till-memory.ts";
import { createTaskRunner } from "./run-tasks.ts";
import type { Message, Task } from "./state/message.ts";

const ORDER = {
  number: "3-1",
  amount: { minor: 100, currency: "EUR", exponent: 2 },
  lines: [],
  note: null,
  expiresInSeconds: 300,
};
const VIEW = {
  ...ORDER,
  status: "placed",
  checking: false,
  cancelling: false,
  placedAt: "2026-10-15T12:00:00.000Z",
  expiresAt: "2026-10-15T12:05:00.000Z",
  paidAt: null,
  declined: null,
  rail: null,
  match: null,
  words: null,
  receipt: null,
  strays: [],
  test: false,
  cash: null,
  refunds: [],
};

function running(answer: (path: string, init: RequestInit) => Response | Promise<Response>) {
  const paths: string[] = [];
  const told: Message[] = [];
  const api = createApi(
    async (input, init) => {
      paths.push(`${init.method} ${input}`);
      return answer(input, init);
    },
    { credential: "A" },
  );
  const memory = createTillMemory(
    forgetfulKeeper(),
    createSpareText(() => undefined),
    "A.3",
    () => {},
  );
  const run = createTaskRunner({
    api,
    mint: api.mint,
    memory,
    announcer: { add: () => {} },
    follow: () => {},
    tell: (message) => void told.push(message),
    random: () => 0.5,
  });
  const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5));
  return { run, paths, told, settle };
}

describe("the task runner", () => {
  it("places an order and says whether it was new", async ({ expect }) => {
    const { run, told, settle } = running(() => Response.json(VIEW, { status: 201 }));
    run({ type: "place", order: ORDER, asOf: 7 });
    await settle();
    expect(told).toMatchObject([{ type: "placed", number: "3-1", isNew: true, asOf: 7 }]);
  });

  it("says that it was not new when the server had it", async ({ expect }) => {
    const { run, told, settle } = running(() => Response.json(VIEW));
    run({ type: "place", order: ORDER, asOf: 7 });
    await settle();
    expect(told).toMatchObject([{ type: "placed", isNew: false }]);
  });

  it("asks the same question once at a time", async ({ expect }) => {
    const { run, paths, settle } = running(() => Response.json(VIEW));
    const ask: Task = { type: "ask", number: "3-1", asOf: 7 };
    run(ask);
    run(ask);
    run({ ...ask, number: "3-2" });
    await settle();
    run(ask);
    expect(paths).toEqual([
      "GET /api/v1/orders/3-1",
      "GET /api/v1/orders/3-2",
      "GET /api/v1/orders/3-1",
    ]);
  });

  it("gives up a try that is under way", async ({ expect }) => {
    const { run, told, settle } = running(
      (_, { signal }) =>
        new Promise((__, reject) =>
          signal?.addEventListener("abort", () => reject(new Error("stopped"))),
        ),
    );
    run({ type: "place", order: ORDER, asOf: 7 });
    await settle();
    run({ type: "give-up-placing", number: "3-1" });
    await settle();
    expect(told).toMatchObject([
      { type: "place-failed", failure: { type: "unreachable" }, chance: 0.5 },
    ]);
  });

  it("keeps silent about an order that cannot be asked for", async ({ expect }) => {
    const { run, told, settle } = running(() => Promise.reject(new Error("offline")));
    run({ type: "ask", number: "3-1", asOf: 7 });
    await settle();
    expect(told).toEqual([]);
  });
});
