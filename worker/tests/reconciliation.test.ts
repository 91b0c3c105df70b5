import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Wallet } from "../wallet/wallet.ts";
import { type Payer, scene } from "./payer.ts";
import { type Till, call, newSecret } from "./till.ts";
import { walkBooks } from "./walk-books.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function toppedUp(till: Till, payer: Payer): Promise<string> {
  const number = till.nextNumber();
  await till.place(number, 2000, { kind: "top-up" });
  const { body } = await till.claim(number);
  await payer.post(`/api/v1/claims/${body.id}/wallet`);
  await till.post(`/api/v1/orders/${number}/cash`, { key: newSecret(), tendered: 2000 });
  return number;
}

it("proves every pair both ways, tells what is under way and why, and finds what somebody has broken", async () => {
  const { till, payer, number, id } = await scene();
  await payer.pay(id);
  await till.refund(number, 1000);
  const first = await toppedUp(till, payer);
  // A payment, a refund and a top-up, each looked up from either side.
  expect(await walkBooks()).toEqual({ checked: 6, findings: [] });

  // A top-up whose wallet has not said that it has it.
  vi.spyOn(Wallet.prototype, "credit").mockImplementation(() => {
    throw new Error("the connection was lost");
  });
  const second = await toppedUp(till, payer);
  expect((await walkBooks()).findings).toMatchObject([
    {
      state: "open",
      why: "missing",
      bookedBy: "merchant",
      merchant: till.founded.merchant.id,
      wallet: payer.wallet,
      pair: `${second} top-up`,
      amount: { minor: -2000, currency: "EUR" },
      nextAttemptAt: expect.any(String),
    },
  ]);
  vi.restoreAllMocks();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await runDurableObjectAlarm(till.object);
  expect(await walkBooks()).toEqual({ checked: 8, findings: [] });

  // Somebody with his hands in the databases.
  await runInDurableObject(payer.object, (_, { storage }) => {
    storage.sql.exec("DROP TRIGGER entries_are_never_changed");
    storage.sql.exec("UPDATE entries SET amount = 1999 WHERE pair = ?", `${first} top-up`);
    storage.sql.exec("DROP TRIGGER entries_are_never_deleted");
    storage.sql.exec("DELETE FROM entries WHERE pair = ?", `${second} top-up`);
    storage.sql.exec(
      "INSERT INTO entries (at, debit, credit, currency, amount, pair, about) VALUES (1, 'held', ?, 'EUR', 5, '1-99 pend X', '{}')",
      `clearing:${till.founded.merchant.id}`,
    );
  });
  const broken = (await walkBooks()).findings.map(({ state, why, bookedBy, pair }) =>
    [state, why, bookedBy, pair].join(" "),
  );
  expect(broken.toSorted()).toEqual([
    `broken differs merchant ${first} top-up`,
    `broken differs wallet ${first} top-up`,
    `broken missing merchant ${second} top-up`,
    "broken missing wallet 1-99 pend X",
  ]);
});

it("is a page as well, which goes on by its own form and shows what is broken", async () => {
  const { till, payer, id } = await scene();
  await payer.pay(id);
  const ask = async (
    fields: Record<string, string>,
    language = "en",
  ): Promise<{ status: number; page: string }> => {
    const body = new URLSearchParams(fields);
    const headers = { "accept-language": language };
    const answer = await exports.default.fetch(
      new Request("https://till.test/operator", { method: "POST", body, headers }),
    );
    return { status: answer.status, page: await answer.text() };
  };
  expect(await ask({ key: "a guess" })).toMatchObject({ status: 401 });
  expect((await ask({ key: "a guess" }, "zh-CN")).page).toContain("这不是运营密钥。");
  await runInDurableObject(payer.object, (_, { storage }) => {
    storage.sql.exec(
      "INSERT INTO entries (at, debit, credit, currency, amount, pair, about) VALUES (1, 'held', ?, 'EUR', 5, '1-99 pend <b>', '{}')",
      `clearing:${till.founded.merchant.id}`,
    );
  });
  let { page } = await ask({ key: env.OPERATOR_KEY });
  const seen = [page];
  for (let left = 20; page.includes("Go on") && left > 0; left--) {
    const fields = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)];
    ({ page } = await ask(
      Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value])),
    ));
    seen.push(page);
  }
  expect(page).toContain("All books are read");
  expect(seen.join("")).toContain("1-99 pend &lt;b&gt;");
  expect(seen.join("")).toContain("BROKEN");
});

it("is for the operator alone, and takes only a cursor that it gave", async () => {
  const path = "/api/v1/operator/reconciliation";
  expect((await call("GET", path)).status).toBe(401);
  for (const cursor of ["x", "merchant.lower.1", "wallet..-1", "till..0"])
    expect(
      (await call("GET", `${path}?cursor=${cursor}`, undefined, env.OPERATOR_KEY)).status,
    ).toBe(422);
});
