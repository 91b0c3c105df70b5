import { env, exports } from "cloudflare:workers";
import { generateKeyPair, generateProof } from "dpop";
import type { Registration } from "../contract/passkey.ts";
import { STAFF_HEADER } from "../contract/staff.ts";
import app from "../index.ts";
import { Authenticator, type Wrong, bytesIn } from "./authenticator.ts";
import { ORIGIN, type Reply } from "./till.ts";

/** A browser that keeps one cookie, as an owner's does. */
export class Browser {
  cookie: string | null = null;

  async send(method: string, path: string, body?: unknown, more: HeadersInit = {}): Promise<Reply> {
    const headers = new Headers(more);
    if (this.cookie) headers.set("cookie", this.cookie);
    if (body !== undefined) headers.set("content-type", "application/json");
    const init = { method, headers, redirect: "manual" } as const;
    const response = await exports.default.fetch(
      new Request(
        ORIGIN + path,
        body === undefined ? init : { ...init, body: JSON.stringify(body) },
      ),
    );
    const set = response.headers.get("set-cookie");
    if (set) this.cookie = /Max-Age=0/i.test(set) ? null : (set.split(";")[0] ?? null);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  post(path: string, body: unknown = {}): Promise<Reply> {
    return this.send("POST", path, body);
  }
}

/** Asks to open a shop where the operator's SIGN_UP says something else than in the other tests. */
export async function askToJoin(signUp: string, invitation?: string): Promise<Reply> {
  const request = new Request(`${ORIGIN}/api/v1/sign-ups/options`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Bakery", invitation }),
  });
  const response = await app.fetch(request, { ...env, SIGN_UP: signUp });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

export const SHOP = {
  name: "Corner Bakery",
  currency: "EUR",
  language: "en",
  place: null,
} as const;

/** An owner with a phone, who has opened a shop. */
export class OwnerAtHome extends Browser {
  readonly device: Authenticator;
  signedUp: Reply["body"];

  private constructor(device: Authenticator) {
    super();
    this.device = device;
  }

  static async join(shop: object = SHOP): Promise<OwnerAtHome> {
    const owner = new OwnerAtHome(await Authenticator.make(ORIGIN));
    owner.signedUp = (await owner.signUp(shop)).body;
    return owner;
  }

  async signUp(shop: object = SHOP, wrong: Wrong = {}): Promise<Reply> {
    const { body } = await this.post("/api/v1/sign-ups/options", { name: "Corner Bakery" });
    const passkey = await newPasskey(this.device, body.options, wrong);
    return this.post("/api/v1/sign-ups", { ticket: body.ticket, passkey, shop });
  }

  async signIn(wrong: Wrong = {}): Promise<Reply> {
    const { body } = await this.post("/api/v1/sign-ins/options");
    const assertion = await this.device.assert(body.options.challenge, wrong);
    return this.post("/api/v1/sign-ins", { ticket: body.ticket, assertion });
  }
}

/** Answers the options of `navigator.credentials.create`. Flags say besides that a passkey was made (0x40). */
export function newPasskey(
  device: Authenticator,
  options: { challenge: string; user: { id: string } },
  wrong: Wrong = {},
): Promise<Registration> {
  const flags = wrong.flags === undefined ? {} : { flags: wrong.flags | 0x40 };
  return device.register(options.challenge, bytesIn(options.user.id), { ...wrong, ...flags });
}

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

/** A device that holds a key and has become a terminal, or is about to. */
export class Device {
  readonly keys: Keys;
  credential = "";
  /** The pass of whoever stands there. */
  staff = "";
  /** What the Worker asked to be put into proofs. */
  nonce: string | undefined;

  private constructor(keys: Keys) {
    this.keys = keys;
  }

  static async make(): Promise<Device> {
    return new Device(await generateKeyPair("ES256"));
  }

  async enrol(link: string): Promise<Reply> {
    const code = link.slice(link.indexOf("#") + 1);
    const reply = await this.send("POST", "/api/v1/enrolments", { code });
    if (reply.status === 201) this.credential = reply.body.credential;
    return reply;
  }

  /** Somebody shows a PIN at this till, and stands there from then on if it is theirs. */
  async signIn(staff: number, pin: string): Promise<Reply> {
    const reply = await this.send("POST", "/api/v1/staff/sign-ins", { staff, pin });
    if (reply.status === 201) this.staff = reply.body.session;
    return reply;
  }

  proofFor(method: string, path: string, credential = this.credential): Promise<string> {
    const address = ORIGIN + (path.split("?")[0] ?? "");
    return generateProof(this.keys, address, method, this.nonce, credential || undefined);
  }

  /** With a proof of its own, and once more with the nonce that it is asked for; with a given proof as it is. */
  async send(method: string, path: string, body?: unknown, proof?: string): Promise<Reply> {
    const own = await this.proofFor(method, path);
    const reply = await this.#sendWith(proof ?? own, method, path, body);
    if (proof || !String(reply.body.type).endsWith("/proof-stale")) return reply;
    this.nonce = reply.headers.get("dpop-nonce") ?? undefined;
    return this.#sendWith(await this.proofFor(method, path), method, path, body);
  }

  #sendWith(proof: string, method: string, path: string, body: unknown): Promise<Reply> {
    const headers = { dpop: proof, [STAFF_HEADER]: this.staff };
    const browser = new Browser();
    return browser.send(
      method,
      path,
      body,
      this.credential ? { ...headers, authorization: `DPoP ${this.credential}` } : headers,
    );
  }
}
