import { generateKeyPair } from "dpop";
import { decodeJwt } from "jose";
import { describe, it } from "vitest";
import { provingFetch } from "./proving-fetch.ts";

interface Seen {
  readonly authorization: string | null;
  readonly proof: ReturnType<typeof decodeJwt>;
}

/** A device's fetch over a network that answers with these one after the other, and what was sent. */
async function deviceWith(answers: Response[], credential: string | null = "M.1.S") {
  const seen: Seen[] = [];
  const fetch = provingFetch(
    async (_, init) => {
      const headers = new Headers(init.headers);
      seen.push({
        authorization: headers.get("authorization"),
        proof: decodeJwt(headers.get("dpop") ?? ""),
      });
      return answers.shift() ?? Response.json({});
    },
    await generateKeyPair("ES256"),
    credential,
    "https://till/terminal",
  );
  return { fetch, seen };
}

const refusal = (nonce?: string): Response =>
  new Response("", { status: 401, headers: nonce ? { "dpop-nonce": nonce } : {} });

describe("a proof", () => {
  it("is of this method, this address and this credential, and of no other request", async ({
    expect,
  }) => {
    const { fetch, seen } = await deviceWith([]);
    await fetch("/api/v1/orders?limit=3", { method: "GET" });
    await fetch("/api/v1/orders", { method: "POST" });
    expect(seen.map(({ authorization }) => authorization)).toEqual(["DPoP M.1.S", "DPoP M.1.S"]);
    expect(seen.map(({ proof }) => [proof["htm"], proof["htu"]])).toEqual([
      ["GET", "https://till/api/v1/orders"],
      ["POST", "https://till/api/v1/orders"],
    ]);
    expect(new Set(seen.map(({ proof }) => proof.jti)).size).toBe(2);
    expect(seen[0]?.proof["ath"]).toBeTypeOf("string");
  });

  it("is made before there is a credential", async ({ expect }) => {
    const { fetch, seen } = await deviceWith([], null);
    await fetch("/api/v1/enrolments", { method: "POST" });
    expect(seen[0]?.authorization).toBeNull();
    expect(seen[0]?.proof).not.toHaveProperty("ath");
  });

  it("is made once more when it is refused, with the nonce that the server gave, and no third time", async ({
    expect,
  }) => {
    const { fetch, seen } = await deviceWith([refusal("N1"), refusal()]);
    expect((await fetch("/api/v1/terminal", { method: "GET" })).status).toBe(401);
    await fetch("/api/v1/terminal", { method: "GET" });
    expect(seen.map(({ proof }) => proof["nonce"])).toEqual([undefined, "N1", "N1"]);
    expect(new Set(seen.map(({ proof }) => proof.jti)).size).toBe(3);
  });
});
