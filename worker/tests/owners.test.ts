import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, it, vi } from "vitest";
import { PROBLEMS } from "../contract/problem.ts";
import { Directory } from "../directory/directory.ts";
import app from "../index.ts";
import { Authenticator, type Wrong } from "./authenticator.ts";
import { Browser, OwnerAtHome, SHOP, askToJoin, newPasskey } from "./owner.ts";
import { call } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => void vi.useRealTimers());

const pass = (minutes: number): void =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });

describe("opening a shop", () => {
  it("takes one passkey, and gives recovery codes and the first terminal's link once", async ({
    expect,
  }) => {
    const owner = await OwnerAtHome.join();
    expect(owner.signedUp).toMatchObject({ merchant: { name: "Corner Bakery", currency: "EUR" } });
    expect(new Set(owner.signedUp.recoveryCodes).size).toBe(8);
    expect(owner.signedUp.terminalLink).toMatch(/\/terminal#NEW\.[A-Z2-7]{13}\.[A-Z2-7]{26}$/);
    expect(owner.cookie).toMatch(/^__Host-edgetill=/);
  });

  it("tells who comes to the door whether it is open, and whether the browser is known", async ({
    expect,
  }) => {
    const owner = await OwnerAtHome.join();
    const door = { signUp: "open", practises: true };
    expect((await owner.send("GET", "/api/v1/sign-ups")).body).toEqual({ ...door, isKnown: true });
    owner.cookie = "__Host-edgetill=forged";
    expect((await owner.send("GET", "/api/v1/sign-ups")).body).toEqual({ ...door, isKnown: false });
  });

  it("makes one shop of one ticket", async ({ expect }) => {
    const owner = new Browser();
    const device = await Authenticator.make("https://till.test");
    const { body } = await owner.post("/api/v1/sign-ups/options", { name: "Bakery" });
    const passkey = await newPasskey(device, body.options);
    const shop = { name: "Bakery", currency: "EUR", language: "en", place: null };
    const wish = { ticket: body.ticket, passkey, shop };
    expect((await owner.post("/api/v1/sign-ups", wish)).status).toBe(201);
    expect((await owner.post("/api/v1/sign-ups", wish)).status).toBe(401);
  });

  it("warns of a name that another shop's can be taken for, and of none that is written the same", async ({
    expect,
  }) => {
    await OwnerAtHome.join({ ...SHOP, name: "Blue Door" });
    const ask = async (name: string, more: object = {}): Promise<number> =>
      (await new Browser().post("/api/v1/sign-ups/options", { name, ...more })).status;
    expect(await ask("BLUE DOOR")).toBe(409);
    expect(await ask("BLUE DOOR", { isMeant: true })).toBe(200);
    expect(await ask("Blue Door")).toBe(200);
    expect(await ask("Blue Door, Mill Lane")).toBe(200);
    // A Cyrillic о in a Latin word is nobody's name.
    expect(await ask("Blue Dооr", { isMeant: true })).toBe(422);
    // All of it Cyrillic: may be somebody's.
    await OwnerAtHome.join({ ...SHOP, name: "COCO" });
    expect(await ask("СОСО")).toBe(409);
    // Who goes on all the same is seen by whoever runs the installation.
    const { merchant } = (await OwnerAtHome.join({ ...SHOP, name: "СОСО" })).signedUp;
    const { alike } = (await call("GET", "/api/v1/operator/status", undefined, env.OPERATOR_KEY))
      .body;
    expect(alike).toContainEqual({ merchant: merchant.id, name: "СОСО", resembles: "COCO" });
  });
});

/** One lie for each thing that WebAuthn level 3 (sections 7.1 and 7.2) has the relying party check. */
const LIES: Readonly<Record<string, Wrong>> = {
  "another type": { type: "webauthn.other" },
  "another challenge": { clientData: { challenge: "AAAA" } },
  "another origin": { origin: "https://till.test.evil.example" },
  "made in a foreign frame": { clientData: { crossOrigin: true } },
  "with a foreign top": { clientData: { topOrigin: "https://evil.example" } },
  "another relying party": { rpId: "evil.example" },
  "nobody present": { flags: 0x1c },
  "nobody verified": { flags: 0x19 },
  "backed up though it cannot be": { flags: 0x15 },
};

describe("a passkey", () => {
  it.for(Object.entries(LIES))(
    "that was made with %s opens nothing",
    async ([, lies], { expect }) => {
      const owner = await OwnerAtHome.join();
      const stranger = await OwnerAtHome.join();
      stranger.cookie = null;
      expect((await stranger.signUp(undefined, lies)).status).toBe(401);
      expect((await owner.signIn(lies)).status).toBe(401);
    },
  );

  it("signs in, and its counter may not go back", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    owner.cookie = null;
    expect((await owner.signIn()).status).toBe(201);
    expect(owner.cookie).not.toBeNull();
    expect((await owner.signIn({ counter: 5 })).status).toBe(201);
    expect((await owner.signIn({ counter: 5 })).status).toBe(401);
    expect((await owner.signIn({ counter: 3 })).status).toBe(401);
    expect((await owner.signIn({ counter: 6 })).status).toBe(201);
  });

  it("answers a challenge once, and in time", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const { body } = await owner.post("/api/v1/sign-ins/options");
    const wish = {
      ticket: body.ticket,
      assertion: await owner.device.assert(body.options.challenge),
    };
    expect((await owner.post("/api/v1/sign-ins", wish)).status).toBe(201);
    const again = {
      ticket: body.ticket,
      assertion: await owner.device.assert(body.options.challenge),
    };
    expect((await owner.post("/api/v1/sign-ins", again)).status).toBe(401);

    const late = await owner.post("/api/v1/sign-ins/options");
    const assertion = await owner.device.assert(late.body.options.challenge);
    pass(6);
    const answered = await owner.post("/api/v1/sign-ins", { ticket: late.body.ticket, assertion });
    expect(answered.status).toBe(401);
  });

  it("of another shop, or of nobody, gets the same answer", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const other = await OwnerAtHome.join();
    const { body } = await owner.post("/api/v1/sign-ins/options");
    const assertion = await owner.device.assert(body.options.challenge);
    const theirs = await other.device.assert(body.options.challenge);
    const mixed = {
      ...assertion,
      response: { ...assertion.response, userHandle: theirs.response.userHandle },
    };
    const nobodys = {
      ...assertion,
      response: { ...assertion.response, userHandle: "A".repeat(43) },
    };
    const replies = [
      await owner.post("/api/v1/sign-ins", { ticket: body.ticket, assertion: mixed }),
      await owner.post("/api/v1/sign-ins", { ticket: body.ticket, assertion: nobodys }),
    ];
    const bodies = replies.map((reply) => ({ ...reply.body, instance: null }));
    expect(replies.map(({ status }) => status)).toEqual([401, 401]);
    expect(bodies[0]).toEqual(bodies[1]);
  });
});

describe("an owner's session", () => {
  it("is renewed when its token is old, and ends when the token before is shown late", async ({
    expect,
  }) => {
    const owner = await OwnerAtHome.join();
    const first = owner.cookie;
    pass(11);
    expect((await owner.send("POST", "/api/v1/passkeys/options")).body.type).toContain(
      "sign-in-again",
    );
    const second = owner.cookie;
    expect(second).not.toBe(first);
    pass(13);
    owner.cookie = first;
    expect((await owner.send("POST", "/api/v1/passkeys/options")).status).toBe(401);
    owner.cookie = second;
    expect((await owner.send("POST", "/api/v1/passkeys/options")).status).toBe(401);
  });

  it("ends everywhere at once", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const here = owner.cookie;
    await owner.signIn();
    expect((await owner.post("/api/v1/sessions/end", { everywhere: true })).status).toBe(200);
    owner.cookie = here;
    expect((await owner.send("POST", "/api/v1/passkeys/options")).status).toBe(401);
  });

  it.for(["", "__Host-edgetill=x", "__Host-edgetill=eyJhbGciOiJub25lIn0.e30."])(
    "is not made from %j",
    async (cookie, { expect }) => {
      const browser = new Browser();
      browser.cookie = cookie;
      expect((await browser.send("POST", "/api/v1/passkeys/options")).status).toBe(401);
    },
  );
});

describe("a recovery code", () => {
  it("signs in once, as people copy it", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const [code = ""] = owner.signedUp.recoveryCodes as string[];
    const copied = code.toLowerCase().replaceAll("-", " ");
    expect((await owner.post("/api/v1/sign-ins/code", { code: copied })).status).toBe(201);
    expect((await owner.post("/api/v1/sign-ins/code", { code })).status).toBe(401);
    expect((await owner.post("/api/v1/sign-ins/code", { code: "nonsense" })).status).toBe(401);
  });

  it("is followed by a second passkey, which then signs in", async ({ expect }) => {
    const owner = await OwnerAtHome.join();
    const [code = ""] = owner.signedUp.recoveryCodes as string[];
    await owner.post("/api/v1/sign-ins/code", { code });
    const phone = await Authenticator.make("https://till.test");
    const { body } = await owner.send("POST", "/api/v1/passkeys/options");
    expect(body.options.excludeCredentials).toHaveLength(1);
    const passkey = await newPasskey(phone, body.options);
    expect((await owner.post("/api/v1/passkeys", { ticket: body.ticket, passkey })).status).toBe(
      201,
    );
    const asked = await owner.post("/api/v1/sign-ins/options");
    const assertion = await phone.assert(asked.body.options.challenge);
    const signed = await owner.post("/api/v1/sign-ins", { ticket: asked.body.ticket, assertion });
    expect(signed.status).toBe(201);
  });
});

describe("where phones come by a bare address", () => {
  const ask = (at: string): Promise<Response> | Response =>
    app.fetch(
      new Request(`${at}/api/v1/sign-ins/options`, { method: "POST" }),
      { ...env, PUBLIC_ORIGIN: "https://192.0.2.1:8443" },
      createExecutionContext(),
    );

  it("passkeys are for whoever sits at the machine, by its name, and for nobody else", async ({
    expect,
  }) => {
    const here = await ask("http://localhost:8787");
    expect([here.status, await here.json()]).toMatchObject([
      200,
      { options: { rpId: "localhost" } },
    ]);
    for (const at of ["https://192.0.2.1:8443", "http://127.0.0.1:8787", "http://evil.example"]) {
      const refused = await ask(at);
      expect([refused.status, await refused.json()]).toMatchObject([
        422,
        { title: PROBLEMS["passkeys-impossible"].title },
      ]);
    }
  });
});

describe("where the operator lets in by invitation", () => {
  it("an invitation opens one shop, and a closed door stays closed", async ({ expect }) => {
    const invited = await call("POST", "/api/v1/operator/invitations", {}, env.OPERATOR_KEY);
    expect(invited.status).toBe(201);
    const invitation = String(invited.body.link).split("#")[1] ?? "";
    expect((await askToJoin("invitation", invitation)).status).toBe(200);
    expect((await askToJoin("invitation", `${invitation.slice(0, -1)}x`)).status).toBe(403);
    expect((await askToJoin("invitation")).status).toBe(403);
    expect((await askToJoin("closed", invitation)).status).toBe(403);
  });
  it("an invitation that two use in the same instant lets one of them in", async ({ expect }) => {
    const directory = new Directory(env.DIRECTORY);
    const hash = crypto.getRandomValues(new Uint8Array(32));
    await directory.invite(hash, Date.now() + 1_000);
    const now = Date.now();
    const taken = await Promise.all([1, 2, 3].map(() => directory.takeInvitation(hash, now)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await directory.invite(hash, now - 1);
    expect(await directory.takeInvitation(hash, now)).toBe(false);
  });
});
