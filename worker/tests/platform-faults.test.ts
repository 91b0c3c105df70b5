import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import worker from "../index.ts";
import { DOORS, ROUTES, requestOf } from "./doors.ts";
import { Tenant, contentOf } from "./tenant.ts";
import { ORIGIN } from "./till.ts";

// What Cloudflare's own parts may do and the runtime here never does: objects that are overloaded or reset, a directory that
// is down. The errors are built as its documentation has them (durable-objects/best-practices/error-handling,
// d1/observability/debug-d1); the parts that throw them are fakes.

let tenant: Tenant;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  tenant = await Tenant.open("Faultwell", 1, true);
  // Each fault is logged once: hundreds of stacks that say nothing new.
  vi.spyOn(console, "error").mockImplementation(() => {});
}, 60_000);
afterAll(() => void vi.restoreAllMocks());

const failing = (error: Error): never => {
  throw error;
};
/** A binding each call of which fails; objects are found as ever, only they do not answer. */
const broken = (error: Error): unknown =>
  new Proxy(
    {},
    {
      get: (_, property) => {
        if (property === "getByName" || property === "get") return () => broken(error);
        if (property === "then") return undefined;
        return () => failing(error);
      },
    },
  );

const FAULTS: [name: string, bindings: (keyof Env)[], error: Error][] = [
  [
    "objects are overloaded",
    ["MERCHANT", "WALLET"],
    Object.assign(new Error("Durable Object is overloaded. Too many requests queued."), {
      overloaded: true,
    }),
  ],
  [
    "objects are reset",
    ["MERCHANT", "WALLET"],
    Object.assign(new Error("Durable Object reset because its code was updated."), {
      retryable: true,
    }),
  ],
  ["the directory is down", ["DIRECTORY"], new Error("D1_ERROR: Network connection lost.")],
  [
    "the directory is overloaded",
    ["DIRECTORY"],
    new Error("D1_ERROR: D1 DB is overloaded. Requests queued for too long."),
  ],
];

const context = {
  waitUntil() {},
  passThroughOnException() {},
  props: {},
} as unknown as ExecutionContext;

describe.for(FAULTS)("while %s", ([, bindings, error]) => {
  it.for(ROUTES)("%s says to try again, or does without", async (route, { expect }) => {
    const door = DOORS[route];
    const { method, path, headers, body } = requestOf(route, tenant.ids);
    const shown = await tenant.headersOf(door?.opens[0] ?? "nobody", method, path);
    const faulty = { ...env, ...Object.fromEntries(bindings.map((name) => [name, broken(error)])) };
    const before = await contentOf(tenant.object);
    const request = new Request(ORIGIN + path, {
      method,
      headers: { ...headers, ...shown },
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
    const response = await worker.fetch(request, faulty, context);
    const text = await response.text();
    if (response.status >= 500) {
      expect([response.status, response.headers.get("retry-after")], text).toEqual([503, "1"]);
      if (path.startsWith("/api/")) expect(text).toContain("/problems/temporarily-unavailable");
    }
    // What could not be asked is not decided either.
    expect(text).not.toMatch(/payment-declined|"failed"/);
    if (bindings.includes("MERCHANT")) expect(await contentOf(tenant.object)).toBe(before);
  });
});
