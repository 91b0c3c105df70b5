import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DOORS, ROUTES, requestOf } from "./doors.ts";
import {
  type Ids,
  KINDS,
  type Kind,
  Tenant,
  contentOf,
  guessed,
  knock,
  ofNobody,
} from "./tenant.ts";
import { newSecret } from "./till.ts";

// Two shops, each with one of everything. The stranger comes with each of its own credentials to every route there is,
// naming what is the victim's and what is nobody's: it must learn nothing, not even which of the two it named.

let victim: Tenant;
let stranger: Tenant;
beforeAll(async () => {
  await import("@simplewebauthn/server");
  victim = await Tenant.open("Quillomene", 7001, true);
  stranger = await Tenant.open("Brastavig", 1, false);
  // Nobody waits for time to pass here; a lease that lapsed would look like somebody's deed.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
}, 60_000);
afterAll(() => void vi.useRealTimers());

const STAMP = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const RANDOM =
  /[A-Z2-7]{13,}|[\w-]{32,}(\.[\w-]+)*|(?<="instance":"urn:edgetill:)[\w-]+|nonce="[^"]+"/g;

/** A key that was just made is the shop's next, whoever's ids were asked with. */
const NEW_KEY = /\{"number":\d+,"key":"<random>\.\d+\.<random>"\}/g;

/** An answer without what differs between any two answers, and without the ids that were asked for. */
function plain(text: string, ids: Ids): string {
  const own = Object.values(ids).toSorted((a, b) => b.length - a.length);
  const named = own.filter(({ length }) => length > 4);
  return named
    .reduce((rest, id) => rest.replaceAll(id, "<id>"), text)
    .replaceAll(STAMP, "<time>")
    .replaceAll(RANDOM, "<random>")
    .replaceAll(NEW_KEY, "<key>");
}

async function visit(who: Tenant, kind: Kind, route: string, ids: Ids) {
  const { method, path, body, headers } = requestOf(route, ids);
  const shown = await who.headersOf(kind, method, path);
  return knock(method, path, { ...headers, ...shown }, body);
}

const isRead = (route: string): boolean => route.startsWith("GET ");

describe("the route table", () => {
  it("and the doors that are tried here are the same", () => {
    expect(Object.keys(DOORS).toSorted()).toEqual(ROUTES.toSorted());
  });
});

describe("a stranger", () => {
  it("learns nothing of another's shop by any route, with any credential of its own", async () => {
    const [before, wallet] = [await contentOf(victim.object), await contentOf(victim.payer.object)];
    const [theirs, nobodys] = [guessed(victim.ids), ofNobody()];
    // What only reads comes first: what the stranger makes in its own shop would be seen by that.
    const routes = Object.keys(DOORS).toSorted((a, b) => Number(isRead(b)) - Number(isRead(a)));
    for (const route of routes) {
      for (const kind of KINDS) {
        const name = `${kind}: ${route}`;
        const refused = await visit(stranger, kind, route, theirs);
        const absent = await visit(stranger, kind, route, nobodys);
        expect(refused.status, name).toBeLessThan(500);
        expect([refused.status, plain(refused.text, theirs)], name).toEqual([
          absent.status,
          plain(absent.text, nobodys),
        ]);
        const whole = `${refused.text} ${JSON.stringify([...refused.headers])}`;
        for (const secret of victim.secrets) expect(whole.includes(secret), name).toBe(false);
        const opens: readonly Kind[] = DOORS[route]?.opens ?? [];
        if (!opens.includes("nobody") && !opens.includes(kind))
          expect(refused.status, name).toBeGreaterThanOrEqual(400);
      }
    }
    expect(await contentOf(victim.object)).toBe(before);
    expect(await contentOf(victim.payer.object)).toBe(wallet);
  }, 120_000);

  it("stands before the very doors that open to whom they belong, and show the planted word", async () => {
    const seen: string[] = [];
    for (const [route, { opens, isCeremony }] of Object.entries(DOORS)) {
      if (isCeremony) continue;
      const reply = await visit(victim, opens[0] ?? "nobody", route, victim.ids);
      expect([401, 404, 500], `${route} ${reply.text.slice(0, 300)}`).not.toContain(reply.status);
      if (reply.text.includes(victim.canary)) seen.push(route);
    }
    expect(seen.length, seen.join("\n")).toBeGreaterThan(12);
  }, 60_000);
});

describe("a secret", () => {
  it("that opens something has at least 128 random bits", () => {
    const { claim, receipt, displayLink, enrolment, recoveryCode } = victim.ids;
    const { software, display, payer } = victim;
    const dotted = [claim, receipt, displayLink, enrolment, software, display, payer.wallet];
    const secrets = [
      ...dotted.map((text) => text.split(".").at(-1)),
      recoveryCode.slice(13).replaceAll("-", ""),
    ];
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{26}$/);
    // 26 letters of 32: 130 bits, if each letter may stand in each place.
    const drawn = Array.from({ length: 2_000 }, newSecret);
    for (let place = 0; place < 26; place++)
      expect(new Set(drawn.map((secret) => secret[place])).size).toBe(32);
  });
});
