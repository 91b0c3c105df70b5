import fc from "fast-check";
import { Hono } from "hono";
import type { SecureHeadersVariables } from "hono/secure-headers";
import { describe, expect, it } from "vitest";
import { armour } from "../http/armour.ts";
import { pathOfBeacon, pathOfCode } from "./browser/scan/order-path.ts";
import { near } from "./near.tsx";
import { nearSentencesIn } from "./near-sentences.ts";

const app = new Hono<{ Bindings: Env; Variables: SecureHeadersVariables }>()
  .use(armour)
  .route("/", near);

const TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(2);
const ORIGIN = "https://till.example";

describe("the pick-up page", () => {
  it("is one small answer in the payer's language, whose scripts its policy lets run", async () => {
    for (const [language, title] of [
      ["en", "Get your bill"],
      ["zh-CN,zh;q=0.9", "领取您的账单"],
    ] as const) {
      const response = await app.request("/near", { headers: { "accept-language": language } });
      const text = await response.text();
      expect([response.status, text.includes(`<h1>${title}</h1>`)]).toEqual([200, true]);
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "");
      const scripts = [...text.matchAll(/<script nonce="([^"]*)">/g)].map(([, used]) => used);
      expect(scripts).toEqual([nonce?.[1], nonce?.[1]]);
      const packed = new Response(text).body?.pipeThrough(new CompressionStream("gzip"));
      expect((await new Response(packed).arrayBuffer()).byteLength).toBeLessThan(14_000);
    }
  });

  it("says without script what to do instead", async () => {
    const text = await (await app.request("/near")).text();
    expect(text).toMatch(/<section id="radio" hidden/);
    expect(text).toContain("camera at the code on the till");
    // What only the script can do is hidden until there is one.
    expect(text).toMatch(/<section class="scripted"><video/);
  });

  it("keeps its decoder out of the page", async () => {
    const page = await (await app.request("/near")).text();
    const decoder = await app.request("/near/decode.js");
    expect(decoder.headers.get("content-type")).toContain("text/javascript");
    expect(page.length).toBeLessThan(14_000);
    expect((await decoder.text()).length).toBeGreaterThan(20_000);
  });

  it("carries the sentences whole, whatever quotation marks are in them", async () => {
    const text = await (await app.request("/near")).text();
    const attribute = /data-say="([^"]*)"/.exec(text)?.[1] ?? "";
    const read = attribute
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&");
    expect(JSON.parse(read)).toEqual(nearSentencesIn("en").says);
  });
});

describe("what a beacon says", () => {
  it("leads to the order of a token or of a handle", () => {
    expect(pathOfBeacon(TOKEN)).toBe(`/T/${TOKEN}?by=beacon`);
    expect(pathOfBeacon("00ffaa112233")).toBe("/N/00ffaa112233");
  });

  it("leads nowhere else, whatever it is (100,000 texts)", () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 80, unit: "binary" }),
      fc.stringMatching(/^[A-Z2-7]{63,65}$/),
      fc.stringMatching(/^[\da-fA-F]{11,13}$/),
      fc.constantFrom("-", "", "//evil.example", "/N/../C/x", "javascript:alert(1)", `${TOKEN}\n`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const path = pathOfBeacon(text);
        if (path !== null) expect(path).toMatch(/^\/(T\/[A-Z2-7]{64}\?by=beacon|N\/[\da-f]{12})$/);
        if (path !== null) expect(new URL(path, ORIGIN).origin).toBe(ORIGIN);
      }),
      { numRuns: 100_000, seed: 3 },
    );
  }, 30_000);
});

describe("what a code says", () => {
  it("leads to its order when it is one of this host's", () => {
    expect(pathOfCode(`HTTPS://TILL.EXAMPLE/T/${TOKEN}`, ORIGIN)).toBe(`/T/${TOKEN}`);
    expect(pathOfCode("https://till.example/N/00ffaa112233", ORIGIN)).toBe("/N/00ffaa112233");
  });

  it("leads nowhere when it is anything else", () => {
    for (const text of [
      "",
      TOKEN,
      `https://evil.example/T/${TOKEN}`,
      `https://till.example.evil.example/T/${TOKEN}`,
      `https://till.example@evil.example/T/${TOKEN}`,
      `http://till.example/T/${TOKEN}`,
      `https://till.example:8443/T/${TOKEN}`,
      `https://till.example/T/${TOKEN}/x`,
      `https://till.example/T/${TOKEN.slice(1)}`,
      `https://till.example/t/${TOKEN}`,
      "https://till.example/N/00FFAA112233",
      "https://till.example/R/00ffaa112233",
      "https://till.example/near",
      `javascript:location="https://till.example/T/${TOKEN}"`,
      "WIFI:S:till;T:WPA;P:secret;;",
    ]) {
      expect([text, pathOfCode(text, ORIGIN)]).toEqual([text, null]);
    }
  });
});
