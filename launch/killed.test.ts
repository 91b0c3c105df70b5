import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { ClaimView } from "../worker/contract/claim.ts";
import { EventPage, type EventView } from "../worker/contract/event.ts";
import { LedgerView } from "../worker/contract/ledger.ts";
import { OrderPage, OrderView } from "../worker/contract/order.ts";
import { Windows } from "../worker/contract/token.ts";
import type { Currency } from "../worker/domain/currency.ts";
import { type DemoApi, demoApi } from "./demo-api.ts";
import { foundDemoMerchant } from "./demo-merchant.ts";
import { isRunning } from "./process-table.ts";
import { secretsOf } from "./secrets.ts";
import { type Sale, expectOk, newKey, sellingLoad } from "./selling-load.ts";
import {
  clearAway,
  freshStateFolder,
  liveRuntimeOf,
  outcomeOf,
  runtimeOf,
  type SpawnedTill,
  spawnTill,
  until,
} from "./spawned-till.ts";

// Killed at any instant: what was acknowledged is still so, nothing is paid twice, and what was due still comes.
// `npm run chaos` kills ten times as often.
const ROUNDS = Number(process.env["CHAOS_KILLS"] ?? 20);
vi.setConfig({ testTimeout: 120_000 + ROUNDS * 10_000, hookTimeout: 120_000 });

/** Objects at work at the same time. */
const MERCHANTS = 4;
/** Clients of each: fewer than a terminal may have open at a time, with room for those left open by a kill. */
const LINES = 8;
/** How long everything that is due may take to come to rest after the last kill. */
const DRAIN_MS = 60_000;
const WAYS = ["all at once", "the launcher", "the runtime"] as const;

/** Apart from the load's own numbers. */
const ODD_ORDERS = {
  expiring: { number: "1-900001", amount: { minor: 1_00, currency: "EUR" } },
  // The sandbox answers this amount with silence, and knows after six seconds that it is paid.
  silent: { number: "1-900002", amount: { minor: 66_04, currency: "EUR" } },
};

const folder = freshStateFolder();
const loads = Array.from({ length: MERCHANTS }, () => sellingLoad("EUR"));

beforeAll(async () => {
  const { code, output } = await outcomeOf("build.ts", [], {});
  if (code !== 0) throw new Error(output);
});
afterAll(() => clearAway(folder));

describe("a till that is killed again and again while it sells", () => {
  let till: SpawnedTill;
  let api: DemoApi;
  let others: readonly string[] = [];

  /** Every merchant's terminal, on whatever port the till has now. */
  const terminals = (): readonly DemoApi[] => [
    demoApi(till.demo),
    ...others.map((apiKey) => demoApi({ ...till.demo, apiKey })),
  ];

  it(`has every order, claim and payment that it acknowledged to ${MERCHANTS * LINES} clients, through ${ROUNDS} kills`, async ({
    expect,
  }) => {
    till = await start();
    api = demoApi(till.demo);
    others = await Promise.all(loads.slice(1).map(() => foundAnother(till.demo.url)));
    const { expiring } = ODD_ORDERS;
    expectOk(await api("/orders", OrderView, { ...expiring, expiresInSeconds: 30 }));
    const verified = loads.map(() => 0);
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const apis = terminals();
      const paidBefore = countPaid();
      const selling = loads.map((load, i) => load.sell(apis[i] ?? api, LINES));
      // In the middle of a burst of work, early and late, never twice at the same distance.
      await until("the burst is at work", () => countPaid() >= paidBefore + LINES, 60_000);
      await sleep((round * 173) % 500);
      till = await kill(till, WAYS[round % WAYS.length] ?? "all at once");
      await Promise.all(selling);

      const revived = terminals();
      await Promise.all(
        loads.map(async (load, i) => {
          const here = revived[i] ?? api;
          const fresh = load.sales.slice(verified[i]);
          for (const sale of fresh) expect(await accountOf(here, sale)).toEqual(owedTo(sale));
          acknowledged += fresh.filter(({ receipt }) => receipt !== null).length;
          await load.finish(here);
          verified[i] = load.sales.length;
          const { balanced } = expectOk(await here("/ledger", LedgerView));
          expect(balanced).toBe(true);
        }),
      );
    }
    api = demoApi(till.demo);
    const sales = loads.flatMap((load, i) => load.sales.map((sale) => ({ sale, i })));
    const last = terminals();
    for (const { sale, i } of sales)
      expect(await accountOf(last[i] ?? api, sale)).toEqual(owedTo(sale));
    // Otherwise the kills met no work.
    expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS * LINES);
    expect(sales.length).toBeGreaterThan(acknowledged);
    console.log(
      `${acknowledged} payments acknowledged before ${ROUNDS} kills, ${sales.length} sales`,
    );
  });

  it("comes to rest after the kills, with the books showing each payment once", async ({
    expect,
  }) => {
    const apis = terminals();
    const deadline = performance.now() + DRAIN_MS;
    for (const [i, load] of loads.entries()) {
      const here = apis[i] ?? api;
      let open = await openOrders(here);
      while (open.length > 0 && performance.now() < deadline) {
        await sleep(500);
        open = await openOrders(here);
      }
      expect(open).toEqual([]);
      const { accounts } = expectOk(await here("/ledger", LedgerView));
      const paid = load.sales.reduce((sum, { amount }) => sum + amount.minor, 0);
      const available = accounts.find(({ account }) => account === "available");
      expect(available?.credit.minor).toBe(paid);
      expect(accounts.map(({ account }) => account)).not.toContain("suspense");
    }
  });

  it("wakes by itself for what fell due while it was dead", async ({ expect }) => {
    const { number } = ODD_ORDERS.silent;
    expectOk(await api("/orders", OrderView, ODD_ORDERS.silent));
    const { tokens } = expectOk(await api("/tokens", Windows, { number, count: 1 }));
    const claim = { token: tokens[0], key: newKey() };
    const { id } = expectOk(await api("/claims", ClaimView, claim));
    const instruction = { key: newKey(), rail: "sandbox" };
    const lost = api(`/claims/${id}/instructions`, ClaimView, instruction).catch(() => null);
    await sleep(200);
    await Promise.all([endRuntime(), till.end("SIGKILL")]);
    await lost;
    await sleep(6_500);

    till = await start();
    api = demoApi(till.demo);
    const captured = await waitForEvent(api, number, "captured");
    expect(captured.order.status).toBe("paid");
  });

  it("expires an order at the time that was set before all the kills", async ({ expect }) => {
    const { at, order } = await waitForEvent(api, ODD_ORDERS.expiring.number, "expired");
    const late = Date.parse(at) - Date.parse(order.expiresAt);
    expect(late).toBeGreaterThanOrEqual(0);
    // By its alarm, and not by somebody who looked a minute later.
    expect(late).toBeLessThan(30_000);
  });

  it("has paid nothing twice, and every payment is in the feed once", async ({ expect }) => {
    const events = await allEvents(api);
    const cursors = events.map(({ cursor }) => cursor);
    expect(cursors).toEqual(cursors.toSorted((one, other) => one - other));
    expect(new Set(cursors).size).toBe(cursors.length);

    const captures = new Map<string, number>();
    for (const { type, order } of events) {
      if (type === "captured") captures.set(order.number, (captures.get(order.number) ?? 0) + 1);
    }
    const { sales } = loads[0] ?? sellingLoad("EUR");
    expect(sales.filter(({ number }) => captures.get(number) !== 1)).toEqual([]);
    expect(captures.size).toBe(sales.length + 1);
    expect(events.filter(({ type }) => type === "strayed")).toEqual([]);
    await till.end("SIGTERM");
  });
});

const start = (): Promise<SpawnedTill> => spawnTill(folder);

async function kill(till: SpawnedTill, way: (typeof WAYS)[number]): Promise<SpawnedTill> {
  const runtime = liveRuntimeOf(folder);
  if (way === "the runtime") {
    await endRuntime();
    await until("another runtime runs", () => (runtimeOf(folder) ?? runtime) !== runtime, 5_000);
    await untilHealthy(till.demo.url);
    return till;
  }
  const ended = till.end("SIGKILL");
  if (way === "all at once") await endRuntime();
  await ended;
  return start();
}

async function endRuntime(): Promise<void> {
  const runtime = liveRuntimeOf(folder);
  process.kill(runtime, "SIGKILL");
  await until("the runtime is gone", () => !isRunning(runtime), 2_000);
}

async function untilHealthy(url: string): Promise<void> {
  const health = await fetch(`${url}/healthz`).catch(() => null);
  if (health?.ok) return;
  await sleep(20);
  await untilHealthy(url);
}

const countPaid = (): number =>
  loads.reduce((sum, { sales }) => sum + sales.filter(({ receipt }) => receipt !== null).length, 0);

/** One more merchant: its terminal's credential. */
async function foundAnother(url: string): Promise<string> {
  const { operatorKey } = secretsOf(folder);
  const wish = { language: "en", currency: "EUR" as Currency } as const;
  return (await foundDemoMerchant(new URL(url), operatorKey, wish)).credential;
}

/** The numbers of the terminal's orders that are neither paid nor over. */
async function openOrders(api: DemoApi): Promise<string[]> {
  const { orders } = expectOk(await api("/orders?limit=100", OrderPage));
  return orders
    .filter(({ status }) => status === "placed" || status === "claimed" || status === "paying")
    .map(({ number }) => number);
}

/** What the server must still know of a sale: as much as it acknowledged. */
const owedTo = ({ placed, claimId, receipt }: Sale): Account => ({
  placed,
  claimed: claimId !== null,
  receipt,
});

interface Account {
  readonly placed: boolean;
  readonly claimed: boolean;
  readonly receipt: string | null;
}

/** What the server knows of a sale, as far as it acknowledged it: it may know more. */
async function accountOf(api: DemoApi, sale: Sale): Promise<Account> {
  if (!sale.placed) return owedTo(sale);
  const found = await api(`/orders/${sale.number}`, OrderView);
  const claim = sale.claimId === null ? null : await api(`/claims/${sale.claimId}`, ClaimView);
  const isSame = found.ok && found.value.amount.minor === sale.amount.minor;
  return {
    placed: isSame,
    claimed: claim !== null && claim.ok && claim.value.state !== "ended",
    receipt: sale.receipt === null || !claim?.ok ? null : claim.value.receipt,
  };
}

async function waitForEvent(
  api: DemoApi,
  number: string,
  type: EventView["type"],
): Promise<EventView> {
  const events = await allEvents(api);
  const found = events.find((event) => event.order.number === number && event.type === type);
  if (found) return found;
  const cursor = events.at(-1)?.cursor ?? 0;
  expectOk(await api(`/events?after=${cursor}&wait=20`, EventPage));
  return waitForEvent(api, number, type);
}

async function allEvents(api: DemoApi): Promise<EventView[]> {
  const events: EventView[] = [];
  for (;;) {
    const after = events.at(-1)?.cursor ?? 0;
    const page = expectOk(await api(`/events?after=${after}`, EventPage));
    if (page.events.length === 0) return events;
    events.push(...page.events);
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
