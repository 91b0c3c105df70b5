import { env } from "cloudflare:workers";
import fc from "fast-check";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PROBLEMS, isProblemType } from "../contract/problem.ts";
import { createApp } from "../http/app.ts";
import { schemaOf } from "../http/body.ts";
import { pages } from "../payer/pages.tsx";
import { askWorker } from "./ask-worker.ts";
import { DOORS, requestOf } from "./doors.ts";
import { putToSleep } from "./put-to-sleep.ts";
import { arbitraryOf } from "./schema-arbitrary.ts";
import { Still } from "./still.ts";
import { Tenant, changesOf, knock } from "./tenant.ts";
import { newSecret } from "./till.ts";

// Bodies made from each route's own contract. `npm run fuzz` makes twenty thousand for each; the tests a share of them.

const RUNS = Number(env.FUZZ_RUNS ?? 25);

/** Each route that takes a body, with the schema that it really checks. */
const TAKING: [route: string, schema: v.GenericSchema][] = createApp(pages)
  .routes.flatMap((route): [string, v.GenericSchema][] => {
    const schema = schemaOf(route.handler);
    return schema ? [[`${route.method} ${route.path}`, schema]] : [];
  })
  // What ends the owner's session comes last: the others need it.
  .toSorted(
    ([a], [b]) => Number(a.includes("/sessions/end")) - Number(b.includes("/sessions/end")),
  );

/** Fewer than any quota of a minute: so often the objects are put to sleep, and have forgotten what they counted. */
const AWAKE_RUNS = 200;

/** Refusals that are facts themselves, and therefore kept. */
const KEPT = new Set([
  "match-code-wrong",
  "payment-declined",
  "claim-ended",
  "order-worn-out",
  "pin-wrong",
]);

let tenant: Tenant;
let still: Still;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  tenant = await Tenant.open("Fuzzwell", 1, true);
  still = new Still(tenant.object, tenant.payer.object);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
}, 60_000);
afterAll(() => {
  vi.useRealTimers();
  if (env.FUZZ_RUNS) console.log(`bodies: ${still.cases}, refused: ${still.refusals}`);
});

describe("the routes that take a body", () => {
  it("are all among the doors, and there are as many as there should be", () => {
    const posted = Object.entries(DOORS).filter(([, { body }]) => body);
    expect(TAKING.map(([route]) => route).toSorted()).toEqual(
      posted.map(([route]) => route).toSorted(),
    );
  });
});

describe("what is watched while bodies come", () => {
  it("sees a change where there is one", async () => {
    const before = await changesOf(tenant.object);
    await knock(
      "POST",
      "/api/v1/orders",
      await tillsHeaders(),
      '{"number":"2-900","amount":{"minor":1,"currency":"EUR"}}',
    );
    expect(await changesOf(tenant.object)).toBeGreaterThan(before);
  });
});

describe("whatever body comes", () => {
  it.for(TAKING)(
    "%s answers it or refuses it by a registered problem, and a refusal changes nothing",
    { timeout: Math.max(60_000, RUNS * 200) },
    async ([route, schema], { expect: must }) => {
      const { opens } = DOORS[route] ?? { opens: ["nobody" as const] };
      const own = Object.values(tenant.ids);
      let runs = 0;
      const body = arbitraryOf(schema, [...own, newSecret(), "EUR", "en", "sandbox"]);
      await fc.assert(
        fc.asyncProperty(body, async (value) => {
          const { method, path, headers } = requestOf(route, tenant.ids);
          const text = JSON.stringify(value) ?? "";
          await still.send(async () => {
            const shown = await tenant.headersOf(opens[0] ?? "nobody", method, path);
            const reply = await askWorker(method, path, { ...headers, ...shown }, text);
            const slug = reply.status < 400 ? null : slugOf(reply.text);
            if (slug === null) {
              must(isTaken(schema, text), text).toBe(true);
              return { status: reply.status, isRefused: false, what: text };
            }
            must(isProblemType(slug) && PROBLEMS[slug].status, reply.text).toBe(reply.status);
            must(reply.status, text).toBeLessThan(500);
            return { status: reply.status, isRefused: !KEPT.has(slug), what: `${slug} ${text}` };
          });
          if ((runs += 1) % AWAKE_RUNS === 0) {
            await still.look();
            await putToSleep(tenant.object);
            await putToSleep(tenant.payer.object);
            still.begin();
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      await still.look();
    },
  );
});

async function tillsHeaders(): Promise<Record<string, string>> {
  const shown = await tenant.headersOf("terminal", "POST", "/api/v1/orders");
  return { "content-type": "application/json", ...shown };
}

/** Whether the route's schema takes it: what it does not take must be refused, whatever else there is. */
function isTaken(schema: v.GenericSchema, text: string): boolean {
  try {
    return v.is(schema, JSON.parse(text));
  } catch {
    return false;
  }
}

const slugOf = (text: string): string =>
  (JSON.parse(text) as { type: string }).type.split("/").at(-1) ?? "";
