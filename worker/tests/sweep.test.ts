import { createScheduledController, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import worker from "../index.ts";
import { Merchant } from "../merchant/merchant.ts";
import { scene } from "./payer.ts";

it("the sweep wakes objects by turns, and whoever wakes sets a lost alarm again", async () => {
  const { payer, id } = await scene();
  vi.spyOn(Merchant.prototype, "decide").mockReturnValue({ type: "unknown" });
  await payer.pay(id);
  await runInDurableObject(payer.object, async (_, { storage }) => storage.deleteAlarm());
  await runInDurableObject(payer.object, async (_, { storage }) => {
    expect(await storage.getAlarm()).toBeNull();
  });
  await worker.scheduled(createScheduledController({ scheduledTime: new Date() }), env);
  await runInDurableObject(payer.object, async (_, { storage }) => {
    expect(await storage.getAlarm()).not.toBeNull();
  });
  const swept = "SELECT count(*) AS count FROM wallets WHERE swept_at > 0";
  expect(await env.DIRECTORY.prepare(swept).first("count")).toBe(1);
  vi.restoreAllMocks();
}, 30_000);
