import {
  createExecutionContext,
  createScheduledController,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, onTestFinished, vi } from "vitest";
import worker from "../index.ts";
import { Merchant } from "../merchant/merchant.ts";
import { scene } from "./payer.ts";
import { ORIGIN, type Reply, Till, call, instruct } from "./till.ts";

const status = async (): Promise<Reply["body"]> =>
  (await call("GET", "/api/v1/operator/status", undefined, env.OPERATOR_KEY)).body;

const sweep = (): Promise<void> =>
  worker.scheduled(createScheduledController({ scheduledTime: new Date() }), env);

function pass(seconds: number): void {
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

it("tells sales and what the rails did, each once, however often it is swept", async () => {
  const till = await Till.open("CHF");
  const first = await till.claimed(1_200);
  await instruct(first.id);
  const second = await till.claimed(66_01);
  await instruct(second.id);
  const cash = till.nextNumber();
  await till.place(cash, 300);
  await till.post(`/api/v1/orders/${cash}/cash`, { key: "B".repeat(26), tendered: 300 });
  await sweep();
  await sweep();
  const view = await status();
  const sold = view.sales.find(({ amount }: Reply["body"]) => amount.currency === "CHF");
  expect(sold).toEqual({ count: 2, amount: { minor: 1_500, currency: "CHF", exponent: 2 } });
  const rails = Object.fromEntries(
    view.rails.map(({ rail, ...did }: { rail: string }) => [rail, did]),
  );
  expect(rails["cash"]).toMatchObject({ paid: 1, declined: 0 });
  expect(rails["sandbox"]).toMatchObject({
    paid: 1,
    declined: 1,
    lately: { paid: 1, declined: 1 },
  });
  expect(view.asked.last).not.toBeNull();
});

it("shows a hold that nobody decides about, and a payment that nobody ends, until they end", async () => {
  const { payer, id } = await scene();
  const deaf = vi.spyOn(Merchant.prototype, "decide").mockReturnValue({ type: "unknown" });
  await payer.pay(id);
  await sweep();
  expect((await status()).oldestHold).toBeNull();
  pass(170);
  await sweep();
  const view = await status();
  expect(view.oldestHold).toMatchObject({ what: "hold", rail: "wallet" });
  expect(view.stuckCount).toBeGreaterThanOrEqual(1);
  expect(view.stuck[0].amount.minor).toBeGreaterThan(0);
  deaf.mockRestore();
  // Asked again, the merchant decides; the next sweep finds nothing any more.
  pass(600);
  await runInDurableObject(payer.object, async (wallet) => wallet.alarm());
  await sweep();
  expect((await status()).oldestHold).toBeNull();
});

it("counts refusals by their type, beside the requests", async () => {
  const ask = async (path: string): Promise<number> => {
    const ctx = createExecutionContext();
    const { status: answered } = await worker.fetch(new Request(ORIGIN + path), env, ctx);
    await waitOnExecutionContext(ctx);
    return answered;
  };
  for (let asked = 0; asked < 3; asked++) expect(await ask("/api/v1/orders")).toBe(401);
  pass(900);
  expect(await ask("/api/v1/sign-ups")).toBe(200);
  const { refusals } = await status();
  const counted = refusals.find(({ problem }: Reply["body"]) => problem === "unauthenticated");
  expect(counted.count).toBeGreaterThanOrEqual(3);
});

it("is shown to the operator only, as a page in both languages", async () => {
  expect((await call("GET", "/api/v1/operator/status", undefined, "wrong")).status).toBe(401);
  const page = async (language: string): Promise<string> => {
    const body = new URLSearchParams({ key: env.OPERATOR_KEY, show: "status" });
    const request = new Request(`${ORIGIN}/operator`, {
      method: "POST",
      body,
      headers: { "accept-language": language, origin: ORIGIN },
    });
    return (await worker.fetch(request, env, createExecutionContext())).text();
  };
  expect(await page("en")).toContain("Sales in 24 hours");
  expect(await page("zh")).toContain("24 小时销售");
});
