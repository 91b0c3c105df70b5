import { describe, it } from "vitest";
import { defaultPolicy } from "../../worker/contract/place.ts";
import { createApi } from "./create-api.ts";
import { createPlaceApi } from "./place-api.ts";

const TERMINAL = {
  merchant: { id: "AAAAAAAAAAAAA", name: "Corner Bakery", currency: "EUR", language: "en" },
  terminal: { number: 3, name: "Counter", cell: "u2fkbnhf" },
  nextCounter: 5,
  cursor: 7,
  serverTime: "2026-10-15T12:00:00.000Z",
};

function placeApi(answer: unknown) {
  const asked: (readonly [string | undefined, string, unknown])[] = [];
  const { ask } = createApi(
    (input, { method, body }) => {
      asked.push([method, input, typeof body === "string" ? JSON.parse(body) : null]);
      return Promise.resolve(Response.json(answer));
    },
    { credential: "A" },
  );
  return { api: createPlaceApi(ask), asked };
}

describe("the API about place", () => {
  it("puts a place and forgets it, and tells the terminal as it is then", async ({ expect }) => {
    const { api, asked } = placeApi(TERMINAL);
    const place = { latitude: 50.087, longitude: 14.4208 };
    expect(await api.putPlace(place)).toMatchObject({ ok: true, value: TERMINAL });
    await api.putPlace(null);
    expect(asked).toEqual([
      ["PUT", "/api/v1/terminal/place", { place }],
      ["PUT", "/api/v1/terminal/place", { place: null }],
    ]);
  });

  it("reads the policy and puts another", async ({ expect }) => {
    const policy = defaultPolicy("EUR");
    const { api, asked } = placeApi(policy);
    expect(await api.policy()).toMatchObject({ ok: true, value: policy });
    expect(await api.putPolicy(policy)).toMatchObject({ ok: true, value: policy });
    expect(asked).toEqual([
      ["GET", "/api/v1/policy", null],
      ["PUT", "/api/v1/policy", policy],
    ]);
  });

  it("sends nothing that the contract does not take", async ({ expect }) => {
    const { api, asked } = placeApi(TERMINAL);
    expect(await api.putPlace({ latitude: 91, longitude: 0 })).toEqual({
      ok: false,
      failure: { type: "refused", problem: "place-invalid", isRetryable: false },
    });
    expect(await api.putPolicy({ ...defaultPolicy("EUR"), floorMinor: 0.5 })).toMatchObject({
      failure: { problem: "policy-invalid" },
    });
    expect(asked).toEqual([]);
  });
});
