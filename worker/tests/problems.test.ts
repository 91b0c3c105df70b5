import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { PROBLEMS, type ProblemType } from "../contract/problem.ts";
import { PAYER } from "../contract/quota.ts";
import { Payer } from "./payer.ts";
import { Browser, Device, OwnerAtHome, askToJoin } from "./owner.ts";
import { deliver, sampleOf, signed } from "./stripe/deliver.ts";
import { type Reply, Till, call, instruct, newSecret } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => void vi.useRealTimers());

const pass = (seconds: number): void =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

/** Faults of the machine, which no request can ask for; the killing and overload tests meet them. */
type OfTheMachine = "fault" | "temporarily-unavailable" | "too-many-waiting" | "shop-busy";

const EMPTY_ASSERTION = {
  id: "",
  rawId: "",
  type: "public-key",
  response: { clientDataJSON: "", authenticatorData: "", signature: "", userHandle: null },
};
const FROM_ELSEWHERE = { cookie: "a=b", "sec-fetch-site": "cross-site" };
const UNKNOWN_CODE = `NEW.${"A".repeat(13)}.${"A".repeat(26)}`;

/** A policy that takes nothing from a phone that does not say where it is. */
const STRICT = { radiusMetres: 150, floorMinor: 0, whenUnknown: "refuse", whenAway: "refuse" };

const MEI = { name: "Mei", role: "cashier", pin: "2468" } as const;

async function staffedTill(): Promise<Device> {
  const owner = await OwnerAtHome.join();
  const device = await Device.make();
  await device.enrol(owner.signedUp.terminalLink);
  await owner.post("/api/v1/shop/staff", MEI);
  return device;
}

/** One way to each problem. A problem that nothing here produces does not compile. */
const WAYS: Readonly<Record<Exclude<ProblemType, OfTheMachine>, (till: Till) => Promise<Reply>>> = {
  "request-malformed": (till) => till.get("/api/v1/stream"),
  "json-invalid": (till) => till.post("/api/v1/orders", "{"),
  "schema-invalid": (till) => till.post("/api/v1/orders", {}),
  "body-too-large": (till) => till.post("/api/v1/orders", " ".repeat(200_000)),
  "media-type-unsupported": (till) =>
    call("POST", "/api/v1/orders", {}, till.credential, "text/plain"),
  "cross-site": () => new Browser().send("POST", "/W/leave", undefined, FROM_ELSEWHERE),
  "method-not-allowed": () => call("DELETE", "/api/v1/orders"),
  "not-found": () => call("GET", "/api/v1/nothing"),
  unauthenticated: () => call("GET", "/api/v1/orders"),
  "proof-stale": async () => {
    const device = await Device.make();
    const proof = await device.proofFor("POST", "/api/v1/enrolments");
    pass(120);
    return device.send("POST", "/api/v1/enrolments", { code: UNKNOWN_CODE }, proof);
  },
  "enrolment-unknown": async () =>
    (await Device.make()).send("POST", "/api/v1/enrolments", { code: UNKNOWN_CODE }),
  "pin-invalid": async () =>
    (await OwnerAtHome.join()).post("/api/v1/shop/staff", { ...MEI, pin: "12" }),
  "pin-wrong": async () => (await staffedTill()).signIn(1, "0000"),
  "pin-locked": async () => {
    const device = await staffedTill();
    for (let i = 0; i < 5; i++) await device.signIn(1, "0000");
    return device.signIn(1, MEI.pin);
  },
  "staff-signed-out": async () => (await staffedTill()).send("GET", "/api/v1/ledger"),
  "staff-not-allowed": async () => {
    const device = await staffedTill();
    await device.signIn(1, MEI.pin);
    return device.send("GET", "/api/v1/ledger");
  },
  "scope-missing": async () => {
    const owner = await OwnerAtHome.join();
    const wish = { name: "Web shop", scopes: ["orders:read"] };
    const { body } = await owner.post("/api/v1/shop/keys", wish);
    return call("GET", "/api/v1/ledger", undefined, body.key);
  },
  "sign-up-closed": () => askToJoin("closed"),
  "name-alike": async () => {
    await Till.open("EUR", "Harbour Fish");
    return new Browser().post("/api/v1/sign-ups/options", { name: "Harb0ur Fish" });
  },
  "sign-in-again": async () => {
    const owner = await OwnerAtHome.join();
    pass(660);
    return owner.post("/api/v1/shop/codes");
  },
  "last-passkey": async () => (await OwnerAtHome.join()).post("/api/v1/shop/passkeys/A/remove"),
  "too-many": async () => {
    const owner = await OwnerAtHome.join();
    const object = env.MERCHANT.getByName(owner.signedUp.merchant.id);
    await runInDurableObject(object, (_, { storage }) => {
      for (let i = 0; i < 200; i++)
        storage.sql.exec(
          "INSERT INTO terminals (name, credential_hash, enrolled_at) VALUES ('Till', x'00', 0)",
        );
    });
    return owner.post("/api/v1/shop/terminals", { name: "One more" });
  },
  "limit-invalid": (till) => till.get("/api/v1/orders?limit=0"),
  "cursor-invalid": (till) => till.get("/api/v1/events?after=7777"),
  "amount-invalid": (till) => till.place("1-9", "1" as unknown as number),
  "amount-precision": (till) => till.place("1-9", 1.5),
  "amount-out-of-range": (till) => till.place("1-9", 0),
  "currency-unsupported": (till) => till.place("1-9", 1, { amount: { minor: 1, currency: "USD" } }),
  "text-invalid": (till) => till.place("1-9", 1, { note: "\u202E" }),
  "bill-inconsistent": (till) =>
    till.place("1-9", 1, { lines: [{ name: "Tea", quantity: 1, unitPrice: 2 }] }),
  "token-invalid": () => call("POST", "/api/v1/claims", { token: "x", key: newSecret() }),
  "token-expired": async (till) => {
    const token = await till.token("1-9");
    pass(60);
    return call("POST", "/api/v1/claims", { token, key: newSecret() });
  },
  "token-early": async (till) => {
    const token = await till.token("1-9");
    pass(-60);
    return call("POST", "/api/v1/claims", { token, key: newSecret() });
  },
  "handle-unknown": () =>
    call("POST", "/api/v1/claims", { handle: "0".repeat(12), channel: "beacon", key: newSecret() }),
  "display-link-invalid": () => call("POST", "/api/v1/displays", { link: "x", key: newSecret() }),
  "displays-too-many": async (till) => {
    for (let i = 0; i < 4; i++) await till.linkDisplay();
    return till.post("/api/v1/terminal/displays/links");
  },
  "terminal-revoked": async (till) => {
    const token = await till.token("1-9");
    await till.revoke();
    return call("POST", "/api/v1/claims", { token, key: newSecret() });
  },
  "windows-invalid": (till) => till.post("/api/v1/tokens", { number: "1-9", from: 1 }),
  "order-not-found": (till) => till.get("/api/v1/orders/1-9"),
  "order-number-reused": async (till) => {
    await till.place("1-9", 100);
    return till.place("1-9", 200);
  },
  "order-number-foreign": (till) => till.place("2-1"),
  "order-claimed": async (till) => {
    await till.place("1-9");
    await till.claim("1-9");
    return till.claim("1-9");
  },
  "order-paying": async (till) => {
    const { number, id } = await till.claimed(6606);
    void instruct(id);
    await scheduler.wait(200);
    return till.claim(number);
  },
  "order-paid": async (till) => {
    const { number, id } = await till.claimed();
    await instruct(id);
    return till.claim(number);
  },
  "order-expired": async (till) => {
    await till.place("1-9");
    pass(301);
    return till.claim("1-9");
  },
  "order-cancelled": async (till) => {
    await till.place("1-9");
    await till.post("/api/v1/orders/1-9/cancel");
    return till.claim("1-9");
  },
  "order-worn-out": async (till) => {
    await till.place("1-9");
    for (let i = 0; i < 64; i++) {
      const { body } = await till.claim("1-9");
      await call("POST", `/api/v1/claims/${body.id}/release`);
    }
    return till.claim("1-9");
  },
  "orders-too-many": async (till) => {
    for (let i = 0; i < 16; i++) await till.place(till.nextNumber());
    return till.place(till.nextNumber());
  },
  "split-not-possible": async (till) => {
    await till.place("1-8", 900);
    return till.place("1-9", 300, { part: { of: "1-8", index: 1, count: 3 } });
  },
  "part-exceeds-bill": async (till) => {
    await till.place("1-8", 900);
    await till.post("/api/v1/orders/1-8/cancel");
    return till.place("1-9", 901, { part: { of: "1-8", index: 1, count: 3 } });
  },
  "claim-unknown": () => call("GET", "/api/v1/claims/x"),
  "claim-ended": async (till) => {
    const { id } = await till.claimed();
    await call("POST", `/api/v1/claims/${id}/release`);
    return instruct(id);
  },
  "place-invalid": (till) =>
    call(
      "PUT",
      "/api/v1/terminal/place",
      { place: { latitude: 91, longitude: 0 } },
      till.credential,
    ),
  "policy-invalid": (till) =>
    call("PUT", "/api/v1/policy", { ...STRICT, radiusMetres: 7 }, till.credential),
  "place-refused": async (till) => {
    await call("PUT", "/api/v1/policy", STRICT, till.credential);
    await till.place("1-9");
    return till.claim("1-9");
  },
  "step-up-required": async (till) => {
    await call("PUT", "/api/v1/policy", { ...STRICT, whenUnknown: "ask" }, till.credential);
    return instruct((await till.claimed()).id);
  },
  "match-code-wrong": async (till) => {
    await call("PUT", "/api/v1/policy", { ...STRICT, whenUnknown: "ask" }, till.credential);
    const { number, id } = await till.claimed();
    const { words } = (await till.get(`/api/v1/orders/${number}`)).body;
    const { choices } = (await call("GET", `/api/v1/claims/${id}`)).body.stepUp;
    const wrong = choices.find((choice: { words: string }) => choice.words !== words);
    return call("POST", `/api/v1/claims/${id}/proofs`, { choice: wrong.choice });
  },
  "payment-declined": async (till) => instruct((await till.claimed(6601)).id),
  "cash-short": async (till) => {
    await till.place("1-9", 500);
    return till.post("/api/v1/orders/1-9/cash", { key: newSecret(), tendered: 499 });
  },
  "top-up-unclaimed": async (till) => {
    await till.place("1-9", 500, { kind: "top-up" });
    return till.post("/api/v1/orders/1-9/cash", { key: newSecret(), tendered: 500 });
  },
  "order-not-paid": async (till) => {
    await till.place("1-9");
    return till.refund("1-9", 100);
  },
  "refund-key-reused": async (till) => {
    const { number, id } = await till.claimed();
    await instruct(id);
    const key = newSecret();
    await till.refund(number, 100, key);
    return till.refund(number, 200, key);
  },
  "refund-exceeds-captured": async (till) => {
    const { number, id } = await till.claimed(500);
    await instruct(id);
    return till.refund(number, 501);
  },
  "nothing-to-settle": (till) => till.post("/api/v1/settlements", { after: 0 }),
  "settlement-unknown": (till) => till.get("/api/v1/sheets/orders?settlement=1"),
  "wallet-unknown": () => call("GET", "/api/v1/wallet"),
  "passkeys-impossible": () =>
    call("POST", "/api/v1/wallets/openings", undefined, undefined, "", "https://192.0.2.1"),
  "confirmation-required": async (till) => {
    const { id } = await till.claimed();
    return call("POST", `/api/v1/claims/${id}/instructions`, { key: newSecret(), rail: "wallet" });
  },
  "challenge-expired": () =>
    call("POST", "/api/v1/wallets/sessions", { ticket: "x", assertion: EMPTY_ASSERTION }),
  "assertion-invalid": async () => {
    const { ticket } = (await call("POST", "/api/v1/wallets/sign-ins")).body;
    return call("POST", "/api/v1/wallets/sessions", { ticket, assertion: EMPTY_ASSERTION });
  },
  "challenge-used": async () => {
    const payer = await Payer.open();
    const { ticket, challenge } = (await call("POST", "/api/v1/wallets/sign-ins")).body;
    const wish = { ticket, assertion: await payer.passkey.assert(challenge) };
    await call("POST", "/api/v1/wallets/sessions", wish);
    return call("POST", "/api/v1/wallets/sessions", wish);
  },
  "payment-unknown": async (till) => {
    const payer = await Payer.open();
    const { id } = await till.claimed();
    return payer.post(`/api/v1/claims/${id}/payments/abandon`, { key: newSecret() });
  },
  "payments-too-many": async (till) => {
    const payer = await Payer.open();
    const { id } = await till.claimed();
    await payer.topUp(id, 5_000);
    // As it is when no merchant answers: questions wait, and their alarm is far.
    await runInDurableObject(payer.object, (_, { storage }) => {
      for (let i = 0; i < 32; i++) {
        storage.sql.exec("INSERT INTO holds (pend, at, state) VALUES (?, 1, '{}')", `p${i}`);
        storage.sql.exec(
          "INSERT INTO outbox (pend, ask_at, tries) VALUES (?, ?, 0)",
          `p${i}`,
          9e12,
        );
      }
    });
    return payer.pay(id);
  },
  "over-limit": async (till) => {
    const payer = await Payer.open();
    return payer.topUp((await till.claimed()).id, 20_001);
  },
  "refund-above-limit": async (till) => {
    const policy = { ...STRICT, radiusMetres: null, refundLimitMinor: 100 };
    await call("PUT", "/api/v1/policy", policy, till.credential);
    const { number, id } = await till.claimed(500);
    await instruct(id);
    await till.refund(number, 100);
    return till.refund(number, 1);
  },
  "rate-limited": async (till) => {
    const { id } = await till.claimed();
    const wish = { key: newSecret(), rail: "gold" };
    const ask = () => call("POST", `/api/v1/claims/${id}/instructions`, wish);
    for (let i = 0; i < PAYER.most; i++) await ask();
    return ask();
  },
  "rail-absent": (till) => till.put("/api/v1/rails", { on: ["gold"] }),
  "rail-amount-refused": async (till) => {
    await till.put("/api/v1/rails", { on: ["stripe"] });
    const { id } = await till.claimed(100_000_000);
    return instruct(id, newSecret(), "stripe");
  },
  "signature-invalid": () => call("POST", "/api/v1/notices/stripe", {}),
  "notice-foreign": async () => deliver(await signed({ ...sampleOf("event"), livemode: true })),
  "rail-unknown": async (till) => {
    const { id } = await till.claimed();
    return call("POST", `/api/v1/claims/${id}/instructions`, { key: newSecret(), rail: "gold" });
  },
};

for (const [type, way] of Object.entries(WAYS)) {
  it(`${type} is answered where it belongs, with its registered status`, async () => {
    const reply = await way(await Till.open());
    expect(reply.body.type.replace("192.0.2.1", "till.test")).toBe(
      `https://till.test/problems/${type}`,
    );
    expect(reply.status).toBe(PROBLEMS[type as ProblemType].status);
    expect(reply.body.instance).toBe(`urn:edgetill:${reply.headers.get("x-request-id")}`);
  });
}
