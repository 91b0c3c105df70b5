import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ORIGIN, type Reply, Till, call, instruct } from "./till.ts";

/** Opens or sends a page as a browser without script does. */
async function open(path: string, form?: Record<string, string>, language = "en"): Promise<Reply> {
  const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
  const headers = { "accept-language": language };
  const response = await exports.default.fetch(ORIGIN + path, {
    ...init,
    headers,
    redirect: "manual",
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";

async function scanned(
  minor = 2350,
  more: object = {},
): Promise<{ till: Till; number: string; page: Reply }> {
  const till = await Till.open();
  const number = till.nextNumber();
  await till.place(number, minor, more);
  return { till, number, page: await open(`/T/${await till.token(number)}`) };
}

describe("the bill page", () => {
  it("shows merchant, amount, lines and note, in at most 14 KB, and claims nothing", async () => {
    const lines = Array.from({ length: 100 }, (_, i) => ({
      name: `Item number ${i}`,
      quantity: 2,
      unitPrice: 100,
    }));
    const { till, number, page } = await scanned(20_000, { lines, note: "Table 4" });
    expect(page.status).toBe(200);
    for (const text of [
      "Corner Bakery",
      "€200.00",
      "Item number 99",
      "2 × €1.00",
      "Table 4",
      "Practice money",
    ]) {
      expect(page.body).toContain(text);
    }
    const packed = new Response(page.body).body?.pipeThrough(new CompressionStream("gzip"));
    expect((await new Response(packed).arrayBuffer()).byteLength).toBeLessThan(14_000);
    expect(await till.status(number)).toBe("placed");
  });

  it("needs no script: its one button claims and pays, and its answer is the result", async () => {
    const { till, number, page } = await scanned();
    const form = {
      permit: hidden(page.body, "permit"),
      key: hidden(page.body, "key"),
      pay: "sandbox",
    };
    const sent = await open("/C", form);
    expect(sent.status).toBe(303);
    const result = await open(sent.headers.get("location") ?? "");
    expect(result.body).toContain("Paid €23.50");
    expect(await till.status(number)).toBe("paid");
    expect((await open("/C", form)).headers.get("location")).toBe(sent.headers.get("location"));
    expect((await till.eventTypes(number)).filter((type) => type === "captured")).toHaveLength(1);
  });

  it("gives its permit to nobody else: an altered one claims nothing", async () => {
    const { till, number, page } = await scanned();
    const permit = hidden(page.body, "permit");
    const parts = permit.split("~");
    const altered = [
      "",
      "x",
      permit.slice(0, -1),
      permit.replace(".1-1.", ".1-2."),
      [parts[0], "0", ...parts.slice(2)].join("~"),
      [...parts.slice(0, 2), String(Number(parts[2]) + 1), parts[3]].join("~"),
      `${permit}~`,
    ];
    for (const text of altered)
      expect([text, (await open("/C", { permit: text })).status]).toEqual([text, 410]);
    expect(await till.status(number)).toBe("placed");
  });

  it("speaks the payer's language", async () => {
    const { till, number } = await scanned();
    const token = await till.token(number);
    expect((await open(`/T/${token}`, undefined, "zh-CN,zh;q=0.9,en;q=0.8")).body).toContain(
      "支付 €23.50",
    );
    expect((await open(`/T/${token}`, undefined, "fr, en;q=0.5, zh;q=0.4")).body).toContain(
      "Pay €23.50",
    );
    expect((await open(`/T/${token}`, undefined, "zh;q=0")).body).toContain("Pay €23.50");
    expect((await open(`/T/${token}`, undefined, ",;=q".repeat(500))).body).toContain("Pay €23.50");
  });

  it("waits for a bill that the till has not sent yet", async () => {
    const till = await Till.open();
    const page = await open(`/T/${await till.token(till.nextNumber())}`);
    expect([page.status, page.body.includes("Waiting for the till")]).toEqual([200, true]);
    // Looked at again by itself where there is no script, and only there.
    const [head = ""] = page.body.split("</head>");
    expect(page.body.match(/http-equiv/g)).toHaveLength(1);
    expect(head).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
  });

  it("opened again before its claim has got through is the same phone, for as long as its permit is good", async () => {
    const { till, page } = await scanned();
    const url = /data-url="([^"]*)"/.exec(page.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const again = await open(url);
    expect(again.body).toContain("Pay €23.50");
    expect(hidden(again.body, "permit")).toBe(hidden(page.body, "permit"));
    // Its claim came through, and the answer did not.
    await open("/C", { permit: hidden(page.body, "permit") });
    const own = await open(url);
    expect([own.status, own.body.includes('data-state="claimed"')]).toEqual([200, true]);
    const number = till.nextNumber();
    await till.place(number, 500);
    const other = await open(`/T/${await till.token(number)}`);
    const strange = url.replace(/permit=.*/, `permit=${hidden(other.body, "permit").slice(0, -1)}`);
    expect((await open(strange.replace(/\.[A-Z2-7]+\?/, ".AAAA?"))).status).toBe(404);
  });

  it("tells a late or second phone what became of the order, in its own sentence", async () => {
    const { till, number } = await scanned();
    const look = async () => open(`/T/${await till.token(number)}`);
    const { body: claim } = await till.claim(number);
    expect((await look()).body).toContain("Another phone has this bill open");
    await instruct(claim.id);
    expect((await look()).body).toContain("This bill is already paid");
    const cancelled = till.nextNumber();
    await till.place(cancelled);
    await till.post(`/api/v1/orders/${cancelled}/cancel`);
    const page = await open(`/T/${await till.token(cancelled)}`);
    expect([page.status, page.body.includes("The shop cancelled this bill")]).toEqual([410, true]);
  });

  it("never lets a name act: it is text wherever it stands", async () => {
    const till = await Till.open("EUR", `O'Neil & "Sons"`);
    const number = till.nextNumber();
    await till.place(number, 100, { note: `"onload='x' & co` });
    const page = await open(`/T/${await till.token(number)}`);
    expect(page.body).toContain("O&#39;Neil &amp; &quot;Sons&quot;");
    expect(page.body).toContain("&quot;onload=&#39;x&#39; &amp; co");
  });
});

describe("the claimed bill", () => {
  it("shows a decline with its reason and another try", async () => {
    const till = await Till.open();
    const { id } = await till.claimed(6601);
    const sent = await open(`/C/${id}/pay`, { key: "A".repeat(26), rail: "sandbox" });
    expect(sent.status).toBe(303);
    const page = await open(`/C/${id}`);
    expect(page.body).toContain("There was not enough money");
    expect(page.body).toContain("Try again");
  });

  it("is given back by the one who does not want it", async () => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    await open(`/C/${id}/release`, {});
    expect((await open(`/C/${id}`)).body).toContain("You no longer hold this bill");
    expect(await till.status(number)).toBe("placed");
  });

  it("is nobody else's: a made-up claim or a wrong instruction shows nothing of it", async () => {
    const till = await Till.open();
    const { id } = await till.claimed();
    for (const path of ["/C/x", `/C/${id.slice(0, -1)}A`, `/C/${id}A`]) {
      const page = await open(path);
      expect([path, page.status, page.body.includes("Corner")]).toEqual([path, 404, false]);
    }
    expect((await open(`/C/${id}/pay`, { key: "short", rail: "sandbox" })).status).toBe(404);
    expect((await open(`/C/${id}/pay`, { key: "A".repeat(5000), rail: "sandbox" })).status).toBe(
      404,
    );
  });
});

describe("the receipt", () => {
  it("keeps every line, the time, the number and how it was paid, behind its own link only", async () => {
    const { till, number } = await scanned(700, {
      lines: [{ name: "Flat white", quantity: 2, unitPrice: 350 }],
    });
    const { body: claim } = await till.claim(number);
    const { body: paid } = await instruct(claim.id);
    const page = await open(paid.receipt);
    for (const text of ["Flat white", "€7.00", number, "practice money", "UTC"])
      expect(page.body).toContain(text);
    expect(page.headers.get("cache-control")).toBe("no-store");
    for (const path of [`/R/${claim.id}`, "/R/x", paid.receipt.replace(/..$/, "AA")]) {
      expect([path, (await open(path)).status]).toEqual([path, 404]);
    }
  });
});

describe("every answer", () => {
  it("carries the browser's armour, errors included", async () => {
    const till = await Till.open();
    const { id } = await till.claimed();
    for (const path of [`/C/${id}`, "/T/x", "/R/x", "/api/v1/nothing", "/healthz"]) {
      const { headers } = await call("GET", path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
    }
  });
});
