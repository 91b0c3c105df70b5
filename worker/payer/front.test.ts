import { Hono } from "hono";
import type { SecureHeadersVariables } from "hono/secure-headers";
import { describe, expect, it } from "vitest";
import { armour } from "../http/armour.ts";
import { front } from "./front.tsx";

const app = new Hono<{ Bindings: Env; Variables: SecureHeadersVariables }>()
  .use(armour)
  .route("/", front);

const open = async (
  path: string,
  { language = "en", bindings = {} }: { language?: string; bindings?: Partial<Env> } = {},
): Promise<string> => {
  const headers = { "accept-language": language };
  const response = await app.request(path, { headers }, { SIGN_UP: "open", ...bindings });
  expect(response.status).toBe(200);
  return response.text();
};

describe("the public page", () => {
  it("is one small answer without script, in the browser's language or the one that was chosen", async () => {
    const english = await open("/");
    expect(english).toContain("<h1>A till that is a web page</h1>");
    expect(await open("/", { language: "zh-CN,en;q=0.5" })).toContain("<h1>网页就是收款机</h1>");
    expect(await open("/?lang=zh")).toContain("<h1>网页就是收款机</h1>");
    expect(english).not.toContain("<script");
    const packed = new Response(english).body?.pipeThrough(new CompressionStream("gzip"));
    expect((await new Response(packed).arrayBuffer()).byteLength).toBeLessThan(14_000);
  });

  it("leads to an open door, and says plainly when there is none", async () => {
    const doors = await Promise.all(
      ["open", "invitation", "closed", "anything else"].map((mode) =>
        open("/", { bindings: { SIGN_UP: mode } }),
      ),
    );
    expect(doors.map((text) => text.includes("/owner?lang=en&amp;open"))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(doors[1]).toContain("by invitation");
    expect(doors[2]).toContain("No new shops");
    expect(doors[3]).toContain("No new shops");
    expect(doors.every((text) => text.includes('href="/owner?lang=en"'))).toBe(true);
  });

  it("says that money is practice money where it is, and nowhere else", async () => {
    expect(await open("/", { bindings: { SANDBOX: "on" } })).toContain("Nobody is charged");
    expect(await open("/")).not.toContain("Nobody is charged");
  });

  it("sends who came by a bare address to the name, under which passkeys can be", async () => {
    expect(await open("http://127.0.0.1:8787/")).toContain(
      'href="http://localhost:8787/owner?lang=en&amp;open"',
    );
    expect(await open("https://till.example/")).toContain('href="/owner?lang=en&amp;open"');
  });
});
