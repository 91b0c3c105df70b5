import { beforeAll, describe, expect, it } from "vitest";
import { type Reply, Till, call, newSecret } from "./till.ts";

// Bad input is normal input: each kind gets its own problem, and nothing has happened.

let till: Till;
beforeAll(async () => {
  till = await Till.open();
});

const slug = ({ body }: Reply): string => String(body?.type).split("/").at(-1) ?? "";

/** Sends a device leg and tells the problem; the journal must be as it was. */
async function placing(body: unknown, mediaType?: string): Promise<string> {
  const before = (await till.get("/api/v1/terminal")).body.cursor;
  const reply = await call("POST", "/api/v1/orders", body, till.credential, mediaType);
  expect((await till.get("/api/v1/terminal")).body.cursor).toBe(before);
  return slug(reply);
}

const good = () => ({ number: "1-1", amount: { minor: 100, currency: "EUR" } });
const withMinor = (minor: unknown) => ({ number: "1-1", amount: { minor, currency: "EUR" } });
const withLine = (line: object) => ({
  ...good(),
  lines: [{ name: "Tea", quantity: 1, unitPrice: 100, ...line }],
});

describe("a body", () => {
  const broken: [name: string, text: string][] = [
    ["nothing", ""],
    ["half an object", '{"number":'],
    ["two values", "{}{}"],
    ["a trailing comma", '{"number":"1-1",}'],
    ["a comment", '{"number":"1-1"/* */}'],
    ["NaN", '{"number":NaN}'],
    ["single quotes", "{'number':'1-1'}"],
    ["a byte order mark", "\uFEFF{}"],
    ["a raw control character", '{"number":"\u0001"}'],
    ["a key twice", '{"number":"1-1","number":"1-2"}'],
    [
      "a key twice, deep down",
      '{"number":"1-1","amount":{"minor":1,"minor":100,"currency":"EUR"}}',
    ],
    ["a key twice, once escaped", '{"number":"1-1","\\u006eumber":"1-2"}'],
    ["seventeen levels", `${"[".repeat(17)}${"]".repeat(17)}`],
    ["fifty thousand levels", `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
  ];
  for (const [name, text] of broken) {
    it(`of ${name} is not JSON to this API`, async () => {
      expect(await placing(text)).toBe("json-invalid");
    });
  }

  it("that is not UTF-8 is not JSON to this API", async () => {
    const request = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const { exports } = await import("cloudflare:workers");
    const response = await exports.default.fetch("https://till.test/api/v1/orders", {
      method: "POST",
      headers: { authorization: `Bearer ${till.credential}`, "content-type": "application/json" },
      body: request,
    });
    expect([response.status, (await response.json<{ type: string }>()).type]).toEqual([
      400,
      "https://till.test/problems/json-invalid",
    ]);
  });

  it("of the wrong kind of value, or with a key nobody asked for, does not fit the schema", async () => {
    const wrong = [
      [],
      1,
      null,
      "text",
      {},
      { ...good(), status: "paid" },
      { ...good(), amount: 100 },
      { ...good(), lines: {} },
    ];
    for (const body of wrong)
      expect([body, await placing(JSON.stringify(body))]).toEqual([body, "schema-invalid"]);
    const poisoned =
      '{"number":"1-1","amount":{"minor":100,"currency":"EUR"},"__proto__":{"status":"paid"}}';
    expect(await placing(poisoned)).toBe("schema-invalid");
  });

  it("that is too large is refused before it is read", async () => {
    expect(await placing(" ".repeat(128 * 1024 + 1))).toBe("body-too-large");
  });

  it("that is not declared as JSON is refused", async () => {
    for (const mediaType of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "json",
      "",
    ]) {
      expect(await placing(good(), mediaType)).toBe("media-type-unsupported");
    }
    expect(await placing(withMinor(0), "application/json; charset=utf-8")).toBe(
      "amount-out-of-range",
    );
  });

  it("names the field that is at fault (RFC 6901)", async () => {
    const reply = await till.post("/api/v1/orders", withLine({ quantity: 0 }));
    expect(reply.body.errors).toEqual([{ pointer: "/lines/0/quantity", code: "min_value" }]);
  });
});

describe("an amount", () => {
  const wrong: [unknown, string][] = [
    ["100", "amount-invalid"],
    [null, "amount-invalid"],
    [true, "amount-invalid"],
    [[], "amount-invalid"],
    [{}, "amount-invalid"],
    [0.1, "amount-precision"],
    [1.005, "amount-precision"],
    [-0.5, "amount-precision"],
    [0, "amount-out-of-range"],
    [-1, "amount-out-of-range"],
    [1_000_000_000, "amount-out-of-range"],
    [1e21, "amount-out-of-range"],
    [Number.MAX_SAFE_INTEGER, "amount-out-of-range"],
  ];
  it("is refused with what is wrong with it", async () => {
    for (const [minor, problem] of wrong)
      expect([minor, await placing(withMinor(minor))]).toEqual([minor, problem]);
    for (const raw of ["-0", "9007199254740993", "1e400", "-1e400"]) {
      const text = `{"number":"1-1","amount":{"minor":${raw},"currency":"EUR"}}`;
      expect([raw, await placing(text)]).toEqual([
        raw,
        raw.includes("e") ? "amount-precision" : "amount-out-of-range",
      ]);
    }
  });

  it("of another exponent or currency than the merchant's is refused", async () => {
    for (const exponent of [0, 3, -2, 2.5, "2"]) {
      expect(await placing({ ...good(), amount: { minor: 100, currency: "EUR", exponent } })).toBe(
        "amount-precision",
      );
    }
    for (const currency of ["usd", "USDT", "XXX", "XTS", "", "ЕUR", 978, null, "USD"]) {
      expect([currency, await placing({ ...good(), amount: { minor: 100, currency } })]).toEqual([
        currency,
        "currency-unsupported",
      ]);
    }
  });
});

describe("a bill", () => {
  it("of ten thousand lines is refused", async () => {
    const lines = Array.from({ length: 2_000 }, () => ({ name: "Tea", quantity: 1, unitPrice: 1 }));
    expect(await placing({ ...withMinor(2_000), lines })).toBe("schema-invalid");
    const many = Array.from({ length: 10_000 }, () => ({ name: "Tea", quantity: 1, unitPrice: 1 }));
    expect(await placing({ ...withMinor(10_000), lines: many })).toBe("body-too-large");
  });

  it("whose lines do not come to the amount is refused", async () => {
    expect(await placing(withLine({ unitPrice: 99 }))).toBe("bill-inconsistent");
    expect(await placing(withLine({ quantity: 2 }))).toBe("bill-inconsistent");
  });

  it("with a text that hides something is refused with what it hides", async () => {
    const texts: [string, string][] = [
      ["", "empty"],
      ["a\u0000b", "control"],
      ["a\u202Eb", "bidi-control"],
      ["a\u200Bb", "invisible"],
      ["<script>alert(1)</script>", "markup"],
      ["x".repeat(65), "too-long"],
    ];
    for (const [name, code] of texts) {
      const reply = await till.post("/api/v1/orders", withLine({ name }));
      expect([name, slug(reply), reply.body.errors]).toEqual([
        name,
        "text-invalid",
        [{ pointer: "/lines/0/name", code }],
      ]);
    }
  });
});

describe("an order number", () => {
  it("of another terminal, or that no terminal could make, is refused", async () => {
    expect(await placing({ ...good(), number: "2-1" })).toBe("order-number-foreign");
    for (const number of ["1", "01-1", "1-0", "1-4294967296", "65536-1", "x", "", 11, null]) {
      expect([number, await placing({ ...good(), number })]).toEqual([number, "schema-invalid"]);
    }
    for (const number of ["1-99", "2-1", "x", "..%2F", "1-1%00"]) {
      const { status } = await till.get(`/api/v1/orders/${number}`);
      expect([number, status]).toEqual([number, number === "2-1" ? 403 : 404]);
    }
  });

  it("for another bill than it stands for is refused, and the first bill stays", async () => {
    await till.place("1-500", 100);
    expect(slug(await till.place("1-500", 101))).toBe("order-number-reused");
    expect((await till.place("1-500", 100)).status).toBe(200);
    expect((await till.get("/api/v1/orders/1-500")).body.amount.minor).toBe(100);
  });

  it("beyond sixteen open orders has to wait", async () => {
    const busy = await Till.open();
    for (let i = 0; i < 16; i++) expect((await busy.place(busy.nextNumber())).status).toBe(201);
    const refused = await busy.place(busy.nextNumber());
    expect([refused.status, slug(refused), refused.headers.get("retry-after")]).toEqual([
      429,
      "orders-too-many",
      "1",
    ]);
  });
});

describe("a credential", () => {
  it("that is not good looks the same however it is wrong", async () => {
    const { credential } = till;
    const [merchant, terminal, secret = ""] = credential.split(".");
    const wrong = [
      "",
      "x",
      credential.toLowerCase(),
      credential.slice(0, -1),
      `${merchant}.${terminal}.${newSecret()}`,
      `${merchant}.2.${secret}`,
      `AAAAAAAAAAAAA.${terminal}.${secret}`,
    ];
    const bodies = await Promise.all(
      wrong.map(async (text) => {
        const { status, body } = await call(
          "GET",
          "/api/v1/terminal",
          undefined,
          text || undefined,
        );
        return JSON.stringify([status, { ...body, instance: "" }]);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain("unauthenticated");
  });

  it("of one merchant opens nothing of another", async () => {
    const other = await Till.open();
    const { number } = await other.claimed();
    expect((await call("GET", `/api/v1/orders/${number}`, undefined, till.credential)).status).toBe(
      404,
    );
    const founding = { name: "X", currency: "EUR", language: "en", terminal: { name: "T" } };
    expect(
      (await call("POST", "/api/v1/operator/merchants", founding, till.credential)).status,
    ).toBe(401);
  });
});

describe("an address", () => {
  it("that is not there, or not for that method, says so", async () => {
    expect(slug(await call("GET", "/api/v1/nothing"))).toBe("not-found");
    expect(slug(await call("GET", "/api/v2/orders"))).toBe("not-found");
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      const reply = await call(method, "/api/v1/orders", undefined, till.credential);
      expect([slug(reply), reply.headers.get("allow")]).toEqual([
        "method-not-allowed",
        "GET, POST",
      ]);
    }
    const reply = await call("GET", "/api/v1/claims");
    expect([slug(reply), reply.headers.get("allow")]).toEqual(["method-not-allowed", "POST"]);
  });

  it("takes lists in pages and refuses limits and cursors that are none", async () => {
    for (const limit of ["0", "-1", "101", "1e2", "x", ""]) {
      expect([limit, slug(await till.get(`/api/v1/orders?limit=${limit}`))]).toEqual([
        limit,
        "limit-invalid",
      ]);
    }
    for (const before of ["x", "1", "1-", "", "0-0"]) {
      expect([before, slug(await till.get(`/api/v1/orders?before=${before}`))]).toEqual([
        before,
        "cursor-invalid",
      ]);
    }
  });

  it("gives the recent orders first, page by page, each once", async () => {
    const shop = await Till.open();
    for (let i = 0; i < 7; i++) {
      const number = shop.nextNumber();
      await shop.place(number);
      await shop.post(`/api/v1/orders/${number}/cancel`);
    }
    const seen: string[] = [];
    let before = "";
    do {
      const { body } = await shop.get(`/api/v1/orders?limit=3${before}`);
      seen.push(...body.orders.map((order: { number: string }) => order.number));
      before = body.before ? `&before=${body.before}` : "";
    } while (before);
    expect(seen).toEqual(["1-7", "1-6", "1-5", "1-4", "1-3", "1-2", "1-1"]);
  });
});

describe("windows of the code", () => {
  it("are handed out for an hour ahead at most, and only of the terminal's own numbers", async () => {
    const now = Math.floor(Date.now() / 10_000);
    const mint = async (more: object) =>
      slug(await till.post("/api/v1/tokens", { number: "1-9", ...more }));
    expect(await mint({ from: now - 2 })).toBe("windows-invalid");
    expect(await mint({ from: now + 1, count: 360 })).toBe("windows-invalid");
    expect(await mint({ from: 0xffff_ffff, count: 1 })).toBe("windows-invalid");
    expect(await mint({ number: "2-9" })).toBe("order-number-foreign");
    for (const count of [0, -1, 361, 1.5, "3"])
      expect(await mint({ count })).toBe("schema-invalid");
    const { body } = await till.post("/api/v1/tokens", { number: "1-9", count: 3 });
    expect(body).toMatchObject({ prefix: "HTTPS://TILL.TEST/T/", number: "1-9" });
    expect(new Set(body.tokens).size).toBe(3);
  });
});
