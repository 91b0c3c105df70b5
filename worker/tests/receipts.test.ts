import { exports } from "cloudflare:workers";
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from "jose";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { SignedReceipt } from "../contract/receipt.ts";
import { ORIGIN, type Reply, Till, call, instruct, newSecret } from "./till.ts";

async function paid(till: Till, minor = 2350): Promise<{ number: string; receipt: string }> {
  const { number, id } = await till.claimed(minor);
  const { body } = await instruct(id);
  return { number, receipt: body.receipt };
}

/** The signed receipt, checked with jose against the published keys. */
async function verified(receipt: string): Promise<SignedReceipt> {
  const { status, body, headers } = await call("GET", `${receipt}/signed`);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/jose");
  const keys = await call("GET", "/.well-known/jwks.json");
  const { payload } = await compactVerify(body, createLocalJWKSet(keys.body));
  return v.parse(SignedReceipt, JSON.parse(new TextDecoder().decode(payload)));
}

describe("a signed receipt", () => {
  it("has everything that the page shows, under a published key, and nothing that opens it", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    const lines = [{ name: "Tea", quantity: 3, unitPrice: 250 }];
    await till.place(number, 750, { lines, note: "Table 4" });
    const key = newSecret();
    const { body } = await till.post(`/api/v1/orders/${number}/cash`, { key, tendered: 1000 });
    const signed = await verified(body.receipt);
    expect(signed).toMatchObject({
      iss: ORIGIN,
      merchant: { id: till.founded.merchant.id, name: "Corner Bakery" },
      rail: "cash",
      number,
      amount: { minor: 750, currency: "EUR", exponent: 2 },
      lines,
      note: "Table 4",
      cash: { tendered: { minor: 1000 }, change: { minor: 250 } },
      refunds: [],
    });
    const secret = body.receipt.split(".").at(-1);
    expect(JSON.stringify(signed)).not.toContain(secret);
  });

  it("names its key, and publishes no private half of any", async () => {
    const { receipt } = await paid(await Till.open());
    const { body } = await call("GET", `${receipt}/signed`);
    const { body: keySet, headers } = await call("GET", "/.well-known/jwks.json");
    expect(headers.get("content-type")).toBe("application/jwk-set+json");
    expect(keySet.keys.map(({ kid }: { kid: string }) => kid)).toContain(
      decodeProtectedHeader(body).kid,
    );
    expect(JSON.stringify(keySet)).not.toContain('"d"');
  });

  it("has a refund in it as soon as there is one, on the same link", async () => {
    const till = await Till.open();
    const { number, receipt } = await paid(till);
    const page = await exports.default.fetch(ORIGIN + receipt);
    const version = /data-version="(\d+)"/.exec(await page.text())?.[1];
    const waiting = exports.default.fetch(`${ORIGIN}${receipt}?after=${version}&wait=20`);
    await till.refund(number, 350);
    expect(await (await waiting).text()).toContain("€3.50");
    expect((await verified(receipt)).refunds).toMatchObject([
      { amount: { minor: 350 }, status: "done", reason: "Wrong size" },
    ]);
  });

  it("is given to nobody who has not the whole link", async () => {
    const { receipt } = await paid(await Till.open());
    const wrong = `${receipt.slice(0, -1)}${receipt.endsWith("A") ? "B" : "A"}`;
    const answers: Reply[] = [];
    for (const path of [wrong, "/R/x"]) answers.push(await call("GET", `${path}/signed`));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});
