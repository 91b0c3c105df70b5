import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { PROBLEMS, isProblemType } from "../contract/problem.ts";
import { askWorker } from "./ask-worker.ts";
import { DOORS, ROUTES } from "./doors.ts";
import { putToSleep } from "./put-to-sleep.ts";
import { STRINGS } from "./schema-arbitrary.ts";
import { Still } from "./still.ts";
import { Tenant } from "./tenant.ts";

// Paths, queries and headers that nobody means, on every route that the Worker has. `npm run fuzz` makes twenty thousand for
// each; the tests a share of them.

const RUNS = Number(env.FUZZ_RUNS ?? 12);
/** Fewer than any quota of a minute. */
const AWAKE_RUNS = 200;

const QUERIES = [
  "after",
  "wait",
  "before",
  "limit",
  "cursor",
  "ticket",
  "from",
  "to",
  "day",
  "number",
  "x",
];
const HEADERS = [
  "accept",
  "accept-language",
  "authorization",
  "cookie",
  "content-type",
  "content-encoding",
  "dpop",
  "edgetill-staff",
  "if-none-match",
  "origin",
  "range",
  "referer",
  "sec-fetch-site",
  "sec-fetch-mode",
  "upgrade",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-http-method-override",
  "cf-connecting-ip",
  "forwarded",
  "x-request-id",
];

let tenant: Tenant;
let still: Still;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  tenant = await Tenant.open("Fuzzpath", 1, true);
  still = new Still(tenant.object, tenant.payer.object);
  // A clock that stands: after ten minutes an owner's session is replaced, and whoever shows the old one ends both.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
}, 60_000);
afterAll(() => {
  vi.useRealTimers();
  if (env.FUZZ_RUNS) console.log(`addresses: ${still.cases}, refused: ${still.refusals}`);
});

/** One segment of a path: what the tenant would name, nearly that, or anything. */
const segments = (): fc.Arbitrary<string> => {
  const own = Object.values(tenant.ids);
  const nearly = fc
    .tuple(
      fc.constantFrom(...own),
      fc.nat(80),
      fc.constantFrom("", "A", "%00", "%2F", "..", "٣", "~", " "),
    )
    .map(([id, at, put]) => id.slice(0, at) + put + id.slice(at + 1));
  return fc.oneof(
    nearly,
    STRINGS.map(escaped),
    fc.constantFrom(
      "",
      ".",
      "..",
      "%zz",
      "%ff",
      "0",
      "-1",
      "1e3",
      "9".repeat(400),
      "a".repeat(8_000),
    ),
  );
};

/** What an address can hold: a lone surrogate it cannot. */
const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

/** What a header can hold at all. Bytes beyond ASCII come on a raw socket: here the runtime would write a line for each. */
const headerText = STRINGS.map((text) => text.replaceAll(/[^\t\u0020-\u007E]/g, "?"));

const requests = fc.record({
  queries: fc.array(fc.tuple(fc.constantFrom(...QUERIES), STRINGS), { maxLength: 4 }),
  headers: fc.dictionary(fc.constantFrom(...HEADERS), headerText, { maxKeys: 3 }),
  showsItself: fc.boolean(),
  spoils: fc.array(fc.nat(6), { maxLength: 2 }),
});

describe("whatever address and headers come", () => {
  it.for(ROUTES.filter((route) => !route.includes("/sessions/end")))(
    "%s answers or refuses by a registered problem, and a refusal of anybody changes nothing",
    { timeout: Math.max(60_000, RUNS * 200) },
    async (route, { expect }) => {
      const door = DOORS[route];
      if (!door) throw new Error(`no door for ${route}`);
      const method = route.split(" ")[0] ?? "GET";
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(
          requests,
          fc.array(segments(), { minLength: 2, maxLength: 2 }),
          async (wish, put) => {
            const { pathname, search } = new URL(`https://x${door.path(tenant.ids)}`);
            const parts = pathname.split("/");
            for (const [i, at] of wish.spoils.entries())
              if (at + 1 < parts.length && at > 1) parts[at + 1] = put[i] ?? "";
            const asked = new URLSearchParams(search);
            for (const [name, text] of wish.queries) asked.set(name, text.toWellFormed());
            const path = `${parts.join("/")}?${asked.toString()}`;
            // Nobody's own business, and somebody who shows nothing that is known here.
            const isCertain = !wish.showsItself && !door.opens.includes("nobody");
            await still.send(async () => {
              const shown = wish.showsItself
                ? await tenant.headersOf(door.opens[0] ?? "nobody", method, path)
                : {};
              const reply = await askWorker(method, path, { ...shown, ...wish.headers });
              const what = `${path} ${JSON.stringify(wish.headers)} ${reply.text.slice(0, 300)}`;
              expect(reply.status, what).toBeLessThan(500);
              if (reply.headers.get("content-type") === "application/problem+json") {
                const slug =
                  (JSON.parse(reply.text) as { type: string }).type.split("/").at(-1) ?? "";
                expect(isProblemType(slug) && PROBLEMS[slug].status, what).toBe(reply.status);
              } else if (route.includes("/api/")) expect(reply.status, what).toBeLessThan(400);
              const isRefused = isCertain || reply.status === 401 || reply.status === 404;
              return { status: reply.status, isRefused, what };
            });
            if ((runs += 1) % AWAKE_RUNS === 0) {
              await still.look();
              await putToSleep(tenant.object);
              await putToSleep(tenant.payer.object);
              still.begin();
            }
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      );
      await still.look();
    },
  );
});
