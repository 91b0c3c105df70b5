import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { ShopOwner } from "./shop-owner.ts";
import { STRANGERS } from "../worker/contract/quota.ts";
import { KEY_WORDS } from "../terminal-web/owner/keys/key-words.ts";
import { OWNER_PHRASES } from "../terminal-web/owner/owner-phrases.ts";

const words = KEY_WORDS.en;
const common = OWNER_PHRASES.en;

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

const shownKey = async ({ page }: Device): Promise<string> =>
  (await page.locator("[data-key]").textContent()) ?? "";

async function sell(key: string, number: string): Promise<number> {
  const response = await fetch(`${counter.origin}/api/v1/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ number, amount: { minor: 990, currency: "EUR" } }),
  });
  return response.status;
}

const asScript = promisify(execFile);
/** The manual's only script, as it stands there. */
const manual = readFileSync(join(import.meta.dirname, "../docs/integrating.md"), "utf8");
const [, script = ""] = /```sh\n([^]*?)```/.exec(manual) ?? [];

/** Whether this machine has what the manual's script takes beside a shell. */
const canTry = await asScript("bash", ["-c", "curl --help all | grep -q -- --json && jq --version"])
  .then(() => true)
  .catch(() => false);

describe("the manual for a shop's own software", () => {
  it.skipIf(!canTry)(
    "has one sale in it that goes as it says",
    async () => {
      const owner = await ShopOwner.join(counter, "Corner Bakery");
      const scopes = ["orders:read", "orders:write", "refunds:write"];
      const { key: KEY } = await owner.ask("POST", "/shop/keys", { name: "Web shop", scopes });
      const env = { ...process.env, TILL: counter.origin, KEY };
      const { stdout } = await asScript("bash", ["-eu", "-c", script], { env });
      const [placed, code = "", ...rest] = stdout.trim().split("\n");
      expect(placed).toBe('"placed"');
      expect(code).toMatch(/^HTTPS?:\/\/.+\/T\/[A-Z2-7]{64}$/i);
      const [state, status, events, refunds = ""] = rest;
      expect([state, status]).toEqual(['"paid"', '"paid"']);
      expect(events).toBe('["placed","claimed","instructed","captured"]');
      expect(JSON.parse(refunds)).toMatchObject([{ amount: { minor: 150 } }]);
    },
    60_000,
  );

  it("is right about the shield that a machine of one's own has before it", async () => {
    const ask = async (address: string): Promise<number> => {
      const headers = { "cf-connecting-ip": address, "content-type": "application/json" };
      const init = { method: "POST", headers, body: "{}" };
      return (await fetch(`${counter.origin}/api/v1/sign-ins/code`, init)).status;
    };
    const crowd = (): Promise<number[]> =>
      Promise.all(Array.from({ length: 50 }, () => ask("203.0.113.5")));
    let answers = [0];
    for (let i = 0; i < (2 * STRANGERS.most) / 50 && !answers.includes(429); i++)
      answers = await crowd();
    expect(answers).toContain(429);
    expect(await ask("198.51.100.5")).toBe(422);
  }, 60_000);
});

describe("keys for the shop's own software, on the owner's page", () => {
  it("are made, shown once, given another secret with an overlap, and revoked", async () => {
    const owner = await ShopOwner.join(counter, "Corner Bakery");
    const phone = await counter.openPhone("about:blank");
    const { page } = phone;
    await owner.openPage(phone);
    await page.getByRole("button", { name: common.sections.keys }).click();
    await page.getByText(words.none).waitFor();
    await page.getByLabel(words.name).fill("Web shop");
    for (const scope of ["orders:read", "orders:write"] as const)
      await page.getByLabel(words.scopes[scope]).uncheck();
    await page.getByRole("button", { name: words.make }).click();
    await page.getByText(words.noScope).waitFor();
    await page.getByLabel(words.scopes["orders:write"]).check();
    await page.getByRole("button", { name: words.make }).click();
    await page.getByRole("heading", { name: words.made("Web shop") }).waitFor();
    const key = await shownKey(phone);
    const number = key.split(".")[1] ?? "";
    expect(await sell(key, `${number}-1`)).toBe(201);
    await page.getByRole("button", { name: common.close }).click();
    expect(await page.content()).not.toContain(key);

    const row = page.locator(`[data-terminal="${number}"]`);
    await row.getByText(words.rotate).first().click();
    await row.getByRole("button", { name: words.rotate }).click();
    await page.locator("[data-key]").waitFor();
    const next = await shownKey(phone);
    expect(next).not.toBe(key);
    // A browser that was told not to copy: the key still stands there, and the page says how to take it.
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"));
    });
    await page.getByRole("button", { name: common.copy }).click();
    await page.getByText(words.notCopied).waitFor();
    expect([await sell(key, `${number}-2`), await sell(next, `${number}-3`)]).toEqual([201, 201]);
    await row.getByText(/The secret before is good until/).waitFor();

    await row.getByRole("button", { name: common.revoke }).click();
    await row.getByRole("button", { name: common.revokeYes }).click();
    await row.getByText(common.revoked).waitFor();
    expect([await sell(key, `${number}-4`), await sell(next, `${number}-4`)]).toEqual([401, 401]);
    await page.getByRole("button", { name: common.sections.terminals }).click();
    await page.getByText("Web shop").waitFor({ state: "detached" });
    await page.getByRole("button", { name: common.sections.trail }).click();
    await page.getByText(common.deeds["key-rotated"]).waitFor();
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  }, 60_000);
});
