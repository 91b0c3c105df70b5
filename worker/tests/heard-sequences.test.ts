import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { pathOfBeacon } from "../payer/browser/scan/order-path.ts";
import { askWorker } from "./ask-worker.ts";
import { changesOf } from "./tenant.ts";
import { Till, newSecret } from "./till.ts";

// Class B17 of the bad inputs: what a phone hears of beacons is cut, damaged, doubled, repeated and out of order.

/** `npm run fuzz` plays five hundred. */
const RUNS = env.FUZZ_RUNS ? 500 : 12;
const STEPS = 40;

// A clock that stands: on a slow machine no code grows too old between two steps.
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() }));
afterAll(() => void vi.useRealTimers());

/** What happens to a value between the beacon and the page. A radio's own checksum drops most of it before. */
const DAMAGES: Readonly<Record<string, (text: string, at: number) => string>> = {
  none: (text) => text,
  "one character wrong": (text, at) => {
    const i = at % text.length;
    return text.slice(0, i) + (text[i] === "2" ? "3" : "2") + text.slice(i + 1);
  },
  "one bit wrong": (text, at) => {
    const i = at % text.length;
    const wrong = String.fromCodePoint((text.codePointAt(i) ?? 0) ^ (1 << (at % 7)));
    return text.slice(0, i) + wrong + text.slice(i + 1);
  },
  "cut short": (text, at) => text.slice(0, at % text.length),
  "too long": (text, at) => text + text.slice(0, 1 + (at % 4)),
  doubled: (text) => text + text,
  "two of its characters swapped": (text, at) => {
    const i = at % (text.length - 1);
    return text.slice(0, i) + (text[i + 1] ?? "") + (text[i] ?? "") + text.slice(i + 2);
  },
};

const step = fc.record({
  value: fc.nat(5),
  damage: fc.oneof(fc.constant("none"), fc.constantFrom(...Object.keys(DAMAGES))),
  at: fc.nat(63),
  phone: fc.nat(2),
});

it(
  "any sequence of what beacons say comes to one claim of each order, and what is damaged to none",
  async () => {
    let [dropped, refused, claimed] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
        const till = await Till.open();
        const numbers = [till.nextNumber(), till.nextNumber()];
        const values: { text: string; number: string }[] = [];
        for (const number of numbers) {
          await till.place(number);
          const { handle } = (await till.post(`/api/v1/orders/${number}/handles`)).body;
          const { tokens } = (await till.post("/api/v1/tokens", { number, count: 2 })).body;
          values.push(...[handle, ...tokens].map((text: string) => ({ text, number })));
        }
        const phones = [newSecret(), newSecret(), newSecret()];
        const holders = new Map<string, { phone: number; id: string }>();
        for (const { value, damage, at, phone } of steps) {
          const said = values[value];
          if (!said) throw new Error("no such value");
          const heard = DAMAGES[damage]?.(said.text, at) ?? "";
          const isWhole = heard === said.text;
          const path = pathOfBeacon(heard);
          if (path === null) {
            expect(isWhole).toBe(false);
            dropped += 1;
            continue;
          }
          const name = path.startsWith("/T/") ? "token" : "handle";
          const body = JSON.stringify({ [name]: heard, channel: "beacon", key: phones[phone] });
          const before = await changesOf(till.object);
          const headers = { "content-type": "application/json" };
          const reply = await askWorker("POST", "/api/v1/claims", headers, body);
          const answer = JSON.parse(reply.text) as {
            id: string;
            bill: { number: string };
            type: string;
          };
          const slug = answer.type?.split("/").at(-1);
          const isUnchanged = (await changesOf(till.object)) === before;
          const holder = holders.get(said.number);
          // The second window of a code is for a later moment: a clock that runs ahead hears of it early.
          if (!isWhole || slug === "token-early") {
            expect([401, 404, 409], reply.text).toContain(reply.status);
            expect(["token-invalid", "handle-unknown", "token-early"]).toContain(slug);
          } else if (holder && holder.phone !== phone) expect(slug).toBe("order-claimed");
          else {
            expect(reply.status, reply.text).toBeLessThan(300);
            expect(answer.bill.number).toBe(said.number);
            if (holder) expect([answer.id, isUnchanged]).toEqual([holder.id, true]);
            holders.set(said.number, { phone, id: answer.id });
            claimed += 1;
            continue;
          }
          expect(isUnchanged).toBe(true);
          refused += 1;
        }
        for (const number of numbers)
          expect(await till.status(number)).toBe(holders.has(number) ? "claimed" : "placed");
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    for (const count of [dropped, refused, claimed]) expect(count).toBeGreaterThan(RUNS);
  },
  60_000 + RUNS * 5_000,
);
