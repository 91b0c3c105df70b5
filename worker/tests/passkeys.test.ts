import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parseCapability } from "../domain/capability.ts";
import type { PaymentOffer } from "../domain/payment-text.ts";
import { Authenticator, type Wrong, base64Url } from "./authenticator.ts";
import { Payer, scene, send } from "./payer.ts";
import { ORIGIN } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => void vi.useRealTimers());

/** The payment that a browser showed (Secure Payment Confirmation), as it stands in the client's data. */
const shown = (more: object = {}): Wrong => ({
  type: "payment.get",
  clientData: {
    payment: {
      rpId: "till.test",
      topOrigin: ORIGIN,
      payeeName: "Corner Bakery",
      total: { value: "23.50", currency: "EUR" },
      instrument: { displayName: "Wallet", icon: "https://till.test/icon.png" },
      ...more,
    },
  },
});

/** One assertion for each check of WebAuthn level 3 section 7.2, wrong in nothing else. */
const WRONG: Readonly<Record<string, Wrong>> = {
  "another type": { type: "webauthn.create" },
  "another origin": { origin: "https://evil.test" },
  "a look-alike origin": { origin: "https://till.test.evil.test" },
  "another port": { origin: `${ORIGIN}:8443` },
  "a frame on another's page": { clientData: { crossOrigin: true } },
  "a named frame": { clientData: { crossOrigin: true, topOrigin: "https://evil.test" } },
  "a top origin without a frame": { clientData: { topOrigin: ORIGIN } },
  "another relying party": { rpId: "evil.test" },
  "nobody present": { flags: 0x1c },
  "nobody verified": { flags: 0x19 },
  "backed up but not eligible": { flags: 0x15 },
  "not eligible any more": { flags: 0x05 },
  "another's user handle": { userHandle: "A".repeat(26) },
  "a payment in an ordinary assertion": { ...shown(), type: "webauthn.get" },
  "a shown payment without the payment": { type: "payment.get" },
  "another payee shown": shown({ payeeName: "Corner Bakery Ltd" }),
  "another amount shown": shown({ total: { value: "23.5", currency: "EUR" } }),
  "another currency shown": shown({ total: { value: "23.50", currency: "USD" } }),
  "another payee's origin shown": shown({ payeeOrigin: "https://evil.test" }),
};

describe("a confirmation", () => {
  for (const [name, wrong] of Object.entries(WRONG)) {
    it(`with ${name} is refused, spoils its offer, and moves nothing`, async () => {
      const { till, payer, number, id } = await scene();
      const { body: offer } = await payer.offer(id);
      const refused = await payer.confirm(id, offer, wrong);
      expect(refused).toMatchObject({ status: 401 });
      expect(refused.body.type).toContain("assertion-invalid");
      expect((await payer.confirm(id, offer)).body.type).toContain("challenge-used");
      expect(await payer.balance()).toEqual({ available: 10_000, held: 0 });
      expect(await till.status(number)).toBe("claimed");
    });
  }

  it("is good where the browser itself showed the payment", async () => {
    const { payer, id } = await scene();
    const { body: offer } = await payer.offer(id);
    expect((await payer.confirm(id, offer, shown())).body).toMatchObject({ state: "posted" });
  });

  it("of another's passkey, or of this one for another bill, is refused", async () => {
    const { till, payer, id } = await scene();
    const stranger = await Payer.open();
    const { body: offer } = await payer.offer(id);
    const foreign = await stranger.passkey.assert(offer.challenge);
    const path = `/api/v1/claims/${id}/payments`;
    expect((await payer.post(path, { key: offer.key, assertion: foreign })).status).toBe(401);
    const other = await till.claimed();
    const { body: otherOffer } = await payer.offer(other.id);
    const { body: fresh } = await payer.offer(id);
    const crossed = { key: fresh.key, challenge: otherOffer.challenge };
    expect((await payer.confirm(id, crossed)).status).toBe(401);
    // Another phone's session finds no such payment in its own wallet.
    const mine = await payer.passkey.assert(fresh.challenge);
    expect((await stranger.post(path, { key: fresh.key, assertion: mine })).status).toBe(404);
  });

  it("comes too late after five minutes", async () => {
    const { payer, id } = await scene();
    const { body: offer } = await payer.offer(id);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
    expect((await payer.confirm(id, offer)).body.type).toContain("challenge-expired");
  });

  it("is for exactly what was shown: any field changed between display and signature spoils it (T15)", async () => {
    const { till, payer } = await scene();
    const changes: readonly ((terms: PaymentOffer["terms"]) => object)[] = [
      ({ amount }) => ({ amount: { ...amount, minor: 2351 } }),
      ({ amount }) => ({ amount: { ...amount, currency: "USD" } }),
      () => ({ payee: "Corner Bakery." }),
      () => ({ merchant: "A".repeat(13) }),
      ({ number }) => ({ number: number + 1 }),
      () => ({ wallet: "A".repeat(26) }),
      () => ({ claim: "A".repeat(26) }),
      () => ({ key: "A".repeat(26) }),
    ];
    const edits: ((offer: PaymentOffer) => object)[] = [
      ...changes.map((change) => (offer: PaymentOffer) => ({
        ...offer,
        terms: { ...offer.terms, ...change(offer.terms) },
      })),
      (offer) => ({ ...offer, nonce: "A".repeat(26) }),
      (offer) => ({ ...offer, expiresAt: offer.expiresAt + 1 }),
    ];
    for (const edit of edits) {
      const { number, id } = await till.claimed();
      const { body: offer } = await payer.offer(id);
      const pend = payer.pendOf(id, offer.key);
      await runInDurableObject(payer.object, (_, { storage }) => {
        const query = "SELECT offer FROM offers WHERE pend = ?";
        const { offer: text } = storage.sql.exec<{ offer: string }>(query, pend).one();
        const changed = JSON.stringify(edit(JSON.parse(text) as PaymentOffer));
        storage.sql.exec("UPDATE offers SET offer = ? WHERE pend = ?", changed, pend);
      });
      expect((await payer.confirm(id, offer)).status).toBe(401);
      expect(await till.status(number)).toBe("claimed");
      await till.post(`/api/v1/orders/${number}/cancel`);
    }
    expect(await payer.balance()).toEqual({ available: 10_000, held: 0 });
  }, 20_000);

  it("is never what chance or an editor of bytes makes of a good one", async () => {
    const { payer, id } = await scene();
    const { body: offer } = await payer.offer(id);
    const claim = parseCapability(id);
    if (!claim) throw new Error("no claim");
    const good = await payer.passkey.assert(offer.challenge);
    const { verifyWallet } = await import("../wallet/verify-wallet.ts");
    const passkey = await runInDurableObject(payer.object, (_, { storage }) => {
      const row = storage.sql.exec("SELECT * FROM passkeys").one();
      const publicKey = new Uint8Array(row["public_key"] as ArrayBuffer);
      return { id: row["id"] as string, publicKey, counter: 0, syncs: true };
    });
    const expected = {
      origin: ORIGIN,
      rpId: "till.test",
      challenge: offer.challenge as string,
      payment: { payee: "Corner Bakery", minor: 2350, currency: "EUR" },
      wallet: payer.wallet,
    };
    expect(await verifyWallet(good, passkey, expected)).toBe(0);
    vi.spyOn(console, "warn").mockImplementation(() => {});
    let accepted = 0;
    for (let i = 0; i < 600; i++) {
      const part = (["clientDataJSON", "authenticatorData", "signature"] as const)[i % 3];
      if (!part) continue;
      const text = atob(good.response[part].replaceAll("-", "+").replaceAll("_", "/"));
      const bytes = Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
      // The first two bytes of a signature are the coat of its two numbers (DER): some others read as the same numbers.
      const from = part === "signature" ? 2 : 0;
      const at = from + (Math.floor(i / 3) % (bytes.length - from));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8));
      const changed = { ...good, response: { ...good.response, [part]: base64Url(bytes) } };
      if ((await verifyWallet(changed, passkey, expected)) !== null) accepted += 1;
    }
    expect(accepted).toBe(0);
    vi.restoreAllMocks();
  }, 30_000);

  it("of an authenticator that counts must count on: a copy that lags behind is refused", async () => {
    const { till, payer, id } = await scene();
    expect((await payer.confirm(id, (await payer.offer(id)).body, { counter: 7 })).status).toBe(
      201,
    );
    const second = await till.claimed();
    const lagging = (await payer.offer(second.id)).body;
    expect((await payer.confirm(second.id, lagging, { counter: 7 })).status).toBe(401);
    const fresh = (await payer.offer(second.id)).body;
    expect((await payer.confirm(second.id, fresh, { counter: 8 })).status).toBe(201);
  });
});

describe("a new passkey", () => {
  const bad: Readonly<Record<string, Wrong>> = {
    "another type": { type: "webauthn.get" },
    "another origin": { origin: "https://evil.test" },
    "a frame": { clientData: { crossOrigin: true } },
    "another relying party": { rpId: "evil.test" },
    "nobody verified": { flags: 0x59 },
    "an algorithm of yesterday (RS1)": { algorithm: -65_535 },
  };
  for (const [name, wrong] of Object.entries(bad)) {
    it(`with ${name} opens nothing`, async () => {
      const passkey = await Authenticator.make(ORIGIN);
      const { wallet, ticket, challenge } = (await send("POST", "/api/v1/wallets/openings")).body;
      const registration = await passkey.register(challenge, wallet, wrong);
      const opened = await send("POST", "/api/v1/wallets", { ticket, registration });
      expect(opened.status).toBe(401);
      expect(opened.headers.get("set-cookie")).toBeNull();
    });
  }

  it("opens the wallet of its own ticket, once", async () => {
    const payer = await Payer.open();
    const second = await Authenticator.make(ORIGIN);
    const { ticket, challenge } = (await send("POST", "/api/v1/wallets/openings")).body;
    const registration = await second.register(challenge, payer.wallet);
    const wish = { ticket, registration };
    expect((await send("POST", "/api/v1/wallets", wish)).status).toBe(201);
    expect((await send("POST", "/api/v1/wallets", wish)).status).toBe(201);
    const third = await Authenticator.make(ORIGIN);
    const again = { ticket, registration: await third.register(challenge, payer.wallet) };
    expect((await send("POST", "/api/v1/wallets", again)).status).toBe(409);
    const forged = { ...wish, ticket: `${ticket.slice(0, -1)}${ticket.endsWith("A") ? "B" : "A"}` };
    expect((await send("POST", "/api/v1/wallets", forged)).status).toBe(410);
  });
});
