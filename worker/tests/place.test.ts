import { exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { core } from "../../wasm/worker.ts";
import { ORIGIN, type Reply, Till, call, instruct, newSecret } from "./till.ts";

afterEach(() => void vi.useRealTimers());

// The Old Town Hall's clock in Prague; the other places by their real distance from it.
const TILL = { latitude: 50.087, longitude: 14.4208 };
const ACROSS_THE_SQUARE = { latitude: 50.0875, longitude: 14.4215, accuracy: 20 };
const CASTLE = { latitude: 50.0909, longitude: 14.4006, accuracy: 20 };
const BRNO = { latitude: 49.1951, longitude: 16.6068, accuracy: 20 };
const SOMEWHERE = { ...TILL, accuracy: 40_000 };

async function put(till: Till, path: string, body: object): Promise<Reply> {
  return call("PUT", path, body, till.credential);
}

/** A till at its place, with a policy that asks for everybody's. */
async function placedTill(policy: object = {}): Promise<Till> {
  const till = await Till.open();
  await put(till, "/api/v1/terminal/place", { place: TILL });
  const rules = {
    radiusMetres: 500,
    floorMinor: 0,
    whenUnknown: "ask",
    whenAway: "refuse",
    refundLimitMinor: null,
    ...policy,
  };
  expect((await put(till, "/api/v1/policy", rules)).body).toEqual(rules);
  return till;
}

async function claimFrom(
  till: Till,
  position?: object,
  cf?: CfProperties,
): Promise<Reply & { number: string }> {
  const number = till.nextNumber();
  await till.place(number);
  const body = JSON.stringify({
    token: await till.token(number),
    key: newSecret(),
    ...(position && { position }),
  });
  const headers = { "content-type": "application/json" };
  const init: RequestInit = { method: "POST", headers, body, ...(cf && { cf }) };
  const response = await exports.default.fetch(`${ORIGIN}/api/v1/claims`, init);
  return {
    status: response.status,
    headers: response.headers,
    body: await response.json(),
    number,
  };
}

describe("a till that knows its place", () => {
  it("binds its codes to it", async () => {
    const till = await placedTill();
    const number = till.nextNumber();
    const token = await till.token(number);
    const verdict = core.verify(token, Math.floor(Date.now() / 10_000));
    expect(verdict.ok && core.cellText(verdict.fields.cell)).toBe("u2fkbnhc");
    expect((await till.get("/api/v1/terminal")).body.terminal.cell).toBe("u2fkbnhc");
    await put(till, "/api/v1/terminal/place", { place: null });
    expect((await till.get("/api/v1/terminal")).body.terminal.cell).toBeNull();
  });

  it("takes a phone that is near, and records the distance as a band and nothing finer", async () => {
    const till = await placedTill();
    const claim = await claimFrom(till, ACROSS_THE_SQUARE);
    expect(claim).toMatchObject({ status: 201, body: { stepUp: null } });
    const { body } = await till.get(`/api/v1/orders/${claim.number}`);
    expect(body.match).toMatchObject({
      phone: { atLeast: 0, within: 150 },
      unknown: [],
      provedBy: null,
    });
    expect(JSON.stringify(body)).not.toContain("50.08");
    expect((await instruct(claim.body.id)).body.state).toBe("paid");
  });

  it("refuses a phone that is far, or lets it compare words, as the merchant wants", async () => {
    const strict = await placedTill();
    for (const place of [CASTLE, BRNO]) {
      expect((await claimFrom(strict, place)).body.type).toContain("place-refused");
    }
    const mild = await placedTill({ whenAway: "ask" });
    const claim = await claimFrom(mild, BRNO);
    expect(claim.body.stepUp).toMatchObject({ byPlace: false, missesLeft: 3 });
    expect(claim.body.stepUp.choices).toHaveLength(4);
  });

  it("asks a phone that says nothing, or nothing useful, and takes its place or the words", async () => {
    const till = await placedTill();
    expect((await claimFrom(till, SOMEWHERE)).body.stepUp).toMatchObject({
      byPlace: false,
      hasSaidPlace: true,
    });
    const { body: claim, number } = await claimFrom(till);
    expect(claim.stepUp.byPlace).toBe(true);
    expect((await instruct(claim.id)).body.type).toContain("step-up-required");
    const proofs = `/api/v1/claims/${claim.id}/proofs`;
    for (let time = 0; time < 2; time++) {
      const { body } = await call("POST", proofs, { position: CASTLE });
      expect(body.type).toContain("place-refused");
    }
    const [{ choice }] = claim.stepUp.choices;
    expect((await call("POST", proofs, { choice })).body.type).toContain("step-up-required");
    expect((await call("POST", proofs, { position: ACROSS_THE_SQUARE })).body.stepUp).toBeNull();
    expect((await till.get(`/api/v1/orders/${number}`)).body.match.provedBy).toBe("place");
    expect((await instruct(claim.id)).status).toBe(200);
  });

  it("does not believe a phone whose own network is in another country", async () => {
    const till = await placedTill();
    const claim = await claimFrom(till, ACROSS_THE_SQUARE, {
      latitude: "40.7",
      longitude: "-74.0",
    });
    expect(claim.body.stepUp).not.toBeNull();
    const { body } = await till.get(`/api/v1/orders/${claim.number}`);
    expect(body.match.network).toEqual({ atLeast: 200_000, within: null });
    const sameCity = await claimFrom(till, ACROSS_THE_SQUARE, {
      latitude: "50.1",
      longitude: "14.5",
    });
    expect(sameCity.body.stepUp).toBeNull();
  });

  it("asks nobody below the floor", async () => {
    const till = await placedTill({ floorMinor: 2_351 });
    expect((await claimFrom(till)).body.stepUp).toBeNull();
    expect((await claimFrom(till, BRNO)).body.stepUp).toBeNull();
  });
});

describe("the match code", () => {
  it("stands on the till, and among four pairs on the phone: the right one opens the payment", async () => {
    const till = await placedTill();
    const { body: claim, number } = await claimFrom(till);
    const { words } = (await till.get(`/api/v1/orders/${number}`)).body;
    const right = claim.stepUp.choices.filter(
      (choice: { words: string }) => choice.words === words,
    );
    expect(right).toHaveLength(1);
    const proved = await call("POST", `/api/v1/claims/${claim.id}/proofs`, {
      choice: right[0].choice,
    });
    expect(proved).toMatchObject({ status: 200, body: { stepUp: null, words } });
    expect((await instruct(claim.id)).body.state).toBe("paid");
    expect((await till.get(`/api/v1/orders/${number}`)).body).toMatchObject({
      words: null,
      match: { provedBy: "code" },
    });
  });

  it("lets the claim go after three wrong choices, and the till hears it", async () => {
    const till = await placedTill();
    const { body: claim, number } = await claimFrom(till);
    const { words } = (await till.get(`/api/v1/orders/${number}`)).body;
    const wrong = claim.stepUp.choices.find(
      (choice: { words: string }) => choice.words !== words,
    ).choice;
    const guess = () => call("POST", `/api/v1/claims/${claim.id}/proofs`, { choice: wrong });
    for (const left of [2, 1]) {
      expect((await guess()).body.type).toContain("match-code-wrong");
      expect((await call("GET", `/api/v1/claims/${claim.id}`)).body.stepUp.missesLeft).toBe(left);
    }
    expect((await guess()).body.type).toContain("match-code-wrong");
    expect((await guess()).body.type).toContain("claim-ended");
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "missed",
      "missed",
      "missed",
      "released",
    ]);
  });

  it("is asked on the payer's page, and a wrong choice says how many tries are left", async () => {
    const till = await placedTill();
    const { body: claim, number } = await claimFrom(till);
    const page = async (path: string, form?: Record<string, string>): Promise<string> => {
      const init = form
        ? { method: "POST", body: new URLSearchParams(form), headers: { "x-part": "main" } }
        : {};
      return (await exports.default.fetch(ORIGIN + path, init)).text();
    };
    const asked = await page(`/C/${claim.id}`);
    expect(asked).toContain("One more thing before you pay");
    expect(asked).not.toContain("Pay €");
    const { words } = (await till.get(`/api/v1/orders/${number}`)).body;
    const wrong = claim.stepUp.choices.find(
      (choice: { words: string }) => choice.words !== words,
    ).choice;
    expect(await page(`/C/${claim.id}/prove`, { choice: String(wrong) })).toContain(
      "2 tries are left",
    );
    expect(await page(`/C/${claim.id}/prove`, { choice: "x" })).toContain("2 tries are left");
    const right = claim.stepUp.choices.find(
      (choice: { words: string }) => choice.words === words,
    ).choice;
    expect(await page(`/C/${claim.id}/prove`, { choice: String(right) })).toContain("Pay €23.50");
  });
});

describe("places and policies that are none", () => {
  it("are refused with their type, and change nothing", async () => {
    const till = await placedTill();
    const before = (await till.get("/api/v1/policy")).body;
    const places = [
      { latitude: 91, longitude: 0 },
      { latitude: 0, longitude: 181 },
      { latitude: "50", longitude: 14 },
      { latitude: null, longitude: 0 },
    ];
    for (const place of places) {
      expect((await put(till, "/api/v1/terminal/place", { place })).body.type).toContain(
        "place-invalid",
      );
    }
    for (const [latitude, accuracy] of [
      [91, 1],
      [0, -1],
      [0, 1e9],
      [Number.NaN, 1],
      [0, null],
    ]) {
      const reply = await claimFrom(till, { latitude, longitude: 0, accuracy });
      expect(reply.body.type).toContain("place-invalid");
    }
    const policies = [
      { radiusMetres: 7 },
      { floorMinor: -1 },
      { floorMinor: 1.5 },
      { whenUnknown: "maybe" },
      { whenAway: "accept" },
      { refundLimitMinor: -1 },
      { refundLimitMinor: 1.5 },
      { radiusMetres: "500" },
    ];
    for (const wrong of policies) {
      expect((await put(till, "/api/v1/policy", { ...before, ...wrong })).body.type).toContain(
        "policy-invalid",
      );
    }
    expect((await put(till, "/api/v1/policy", {})).status).toBe(422);
    expect((await till.get("/api/v1/policy")).body).toEqual(before);
    expect((await till.get("/api/v1/terminal")).body.terminal.cell).toBe("u2fkbnhc");
  });
});

describe("the code as a picture", () => {
  it("is the code of these seconds while the order waits, and gone in every other state", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    const picture = await till.get(`/api/v1/orders/${number}/code.svg`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    expect(picture.body).toMatch(/^<svg [^>]*viewBox="0 0 4[15] 4[15]"/);
    await till.claim(number);
    expect((await till.get(`/api/v1/orders/${number}/code.svg`)).status).toBe(409);
    expect((await till.get(`/api/v1/orders/1-99/code.svg`)).status).toBe(404);
    expect((await call("GET", `/api/v1/orders/${number}/code.svg`)).status).toBe(401);
  });
});
