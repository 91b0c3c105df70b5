import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import worker from "../index.ts";
import { DOORS, requestOf } from "./doors.ts";
import { Tenant, knock, ofNobody } from "./tenant.ts";
import { ORIGIN, Till, call } from "./till.ts";

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

let tenant: Tenant;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  tenant = await Tenant.open("Hartwell", 1, true);
}, 60_000);

/** Every answer that a route gives to its holder and to nobody, and those of the machinery around the routes. */
async function everyAnswer(): Promise<[string, Answer][]> {
  const answers: [string, Answer][] = [];
  for (const [route, { opens }] of Object.entries(DOORS)) {
    const own = requestOf(route, tenant.ids);
    const shown = await tenant.headersOf(opens[0] ?? "nobody", own.method, own.path);
    const kept = await knock(own.method, own.path, { ...own.headers, ...shown }, own.body);
    const none = requestOf(route, ofNobody());
    answers.push(
      [`own ${route}`, kept],
      [`nobody's ${route}`, await knock(none.method, none.path, none.headers, none.body)],
    );
  }
  const json = { "content-type": "application/json" };
  answers.push(
    ["no such address", await knock("GET", "/no/such/thing", {})],
    ["wrong method", await knock("DELETE", "/api/v1/orders", {})],
    ["not JSON", await knock("POST", "/api/v1/claims", json, "{")],
    ["too large", await knock("POST", "/api/v1/claims", json, " ".repeat(200_000))],
  );
  return answers;
}

const nonceOf = (policy: string): string => /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";

describe("every answer, errors included,", () => {
  it("tells browsers what to refuse", async () => {
    const nonces = new Set<string>();
    const answers = await everyAnswer();
    for (const [name, { headers, text }] of answers) {
      const policy = headers.get("content-security-policy") ?? "";
      const directives = new Map(
        policy.split(";").map((part) => {
          const [directive = "", ...values] = part.trim().split(" ");
          return [directive, values.join(" ")] as const;
        }),
      );
      expect(directives.get("default-src"), name).toBe("'none'");
      expect(directives.get("frame-ancestors"), name).toBe("'none'");
      expect(directives.get("base-uri"), name).toBe("'none'");
      expect(directives.get("form-action"), name).toBe("'self'");
      expect(directives.get("require-trusted-types-for"), name).toBe("'script'");
      expect(directives.get("trusted-types"), name).toBe("edgetill default");
      // Nothing from anywhere else, and nothing that somebody could write into a page.
      expect(policy, name).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
      expect(headers.get("cross-origin-opener-policy"), name).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy"), name).toBe("same-origin");
      expect(headers.get("referrer-policy"), name).toBe("no-referrer");
      expect(headers.get("x-content-type-options"), name).toBe("nosniff");
      expect(headers.get("x-frame-options"), name).toBe("DENY");
      expect(headers.get("permissions-policy"), name).toContain("usb=()");
      expect(headers.get("strict-transport-security"), name).toContain("max-age=");
      expect(headers.get("x-request-id"), name).toMatch(/^[\da-f-]{36}$/);
      const nonce = nonceOf(policy);
      expect(nonces.has(nonce), name).toBe(false);
      nonces.add(nonce);
      if (headers.get("content-type")?.startsWith("text/html")) expectClean(name, text, nonce);
    }
    expect(answers.length).toBeGreaterThan(2 * Object.keys(DOORS).length);
  }, 60_000);

  it("even where we are at fault", async () => {
    const request = new Request(`${ORIGIN}/api/v1/operator/invitations`, {
      method: "POST",
      headers: { authorization: `Bearer ${env.OPERATOR_KEY}` },
    });
    const broken = { ...env, DIRECTORY: {} as D1Database };
    const answer = await worker.fetch(request, broken, createExecutionContext());
    const body = await answer.json<{ type: string; instance: string }>();
    expect(answer.status).toBe(500);
    expect(body.type).toContain("/problems/fault");
    expect(body.instance).toBe(`urn:edgetill:${answer.headers.get("x-request-id")}`);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const health = await worker.fetch(
      new Request(`${ORIGIN}/healthz`),
      broken,
      createExecutionContext(),
    );
    expect(health.status).toBe(503);
  });
});

/** A page has no script, style or handler that its own nonce does not vouch for, and nothing from elsewhere. */
function expectClean(name: string, text: string, nonce: string): void {
  for (const [tag] of text.matchAll(/<(?:script|style)\b[^>]*>/g)) {
    const isOwnFile = /\bsrc="\/[^/]/.test(tag);
    expect(isOwnFile || tag.includes(`nonce="${nonce}"`), `${name}: ${tag}`).toBe(true);
  }
  const markup = text.replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, "");
  expect(markup, name).not.toMatch(/<[^>]*\s(?:on[a-z]+|style)="/);
  expect(markup, name).not.toMatch(/\s(?:src|href|action)="(?:https?:)?\/\//);
}

describe("another site's page", () => {
  const body = JSON.stringify({ everywhere: false });
  const ask = (headers: Record<string, string>) =>
    knock(
      "POST",
      "/api/v1/sessions/end",
      { "content-type": "application/json", cookie: tenant.owner.cookie ?? "", ...headers },
      body,
    );

  it("cannot make a browser change anything with our cookies", async () => {
    const foreign: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://evil.example" },
      { origin: "https://till.test.evil.example" },
      { origin: "null" },
      { origin: "not an origin" },
    ];
    for (const headers of foreign) {
      const { status, text } = await ask(headers);
      expect([headers, status, text.includes("/problems/cross-site")]).toEqual([
        headers,
        403,
        true,
      ]);
    }
    const form = { cookie: tenant.payer.cookie, "sec-fetch-site": "cross-site" };
    expect((await knock("POST", "/W/leave", form)).status).toBe(403);
  });

  it("is told from our own pages and from programs", async () => {
    const own: Record<string, string>[] = [
      {},
      { "sec-fetch-site": "same-origin", origin: "null" },
      { origin: ORIGIN },
    ];
    for (const headers of own)
      expect((await ask(headers)).status, JSON.stringify(headers)).not.toBe(403);
  });

  it("cannot open the live channel, and no ticket opens it twice", async () => {
    const till = await Till.open();
    const dial = async (origin: string, ticket: string) => {
      const headers = { upgrade: "websocket", origin };
      return (
        await worker.fetch(
          new Request(`${ORIGIN}/api/v1/stream?ticket=${ticket}`, { headers }),
          env,
          createExecutionContext(),
        )
      ).status;
    };
    const ticket = async (): Promise<string> =>
      (await till.post("/api/v1/stream/tickets")).body.ticket;
    const good = await ticket();
    expect(await dial("https://evil.example", good)).toBe(403);
    expect(await dial(ORIGIN, good)).toBe(101);
    expect(await dial(ORIGIN, good)).toBe(401);
    expect(await dial(ORIGIN, "x")).toBe(401);
  });
});

describe("a request's name", () => {
  it("is in the problem that refuses it", async () => {
    const { body, headers } = await call("GET", "/api/v1/orders");
    expect(body.instance).toBe(`urn:edgetill:${headers.get("x-request-id")}`);
  });
});
