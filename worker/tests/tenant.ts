import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { SCOPES } from "../contract/api-key.ts";
import { Authenticator, base64Url } from "./authenticator.ts";
import { Device, OwnerAtHome, SHOP } from "./owner.ts";
import { Payer } from "./payer.ts";
import { ORIGIN, type Reply, call, instruct, newSecret } from "./till.ts";

/** Everything of a tenant that a path or a body may name. */
export interface Ids {
  readonly order: string;
  readonly paid: string;
  readonly claim: string;
  readonly receipt: string;
  readonly token: string;
  readonly handle: string;
  readonly terminal: string;
  readonly key: string;
  readonly display: string;
  readonly displayLink: string;
  readonly enrolment: string;
  readonly recoveryCode: string;
  readonly passkey: string;
  readonly staff: string;
}

/** Each kind of credential that this system knows. */
export const KINDS = [
  "nobody",
  "terminal",
  "device",
  "owner",
  "display",
  "claim",
  "wallet",
  "operator",
] as const;
export type Kind = (typeof KINDS)[number];

/** A shop with one of everything, in which a word is planted wherever its people may write one. */
export class Tenant {
  readonly canary: string;
  readonly owner: OwnerAtHome;
  readonly device: Device;
  readonly payer: Payer;
  /** Terminal 2: a shop's own software. */
  readonly software: string;
  readonly display: string;
  /** What the tenant itself would name. */
  readonly ids: Ids;

  private constructor(parts: Omit<Tenant, "headersOf" | "secrets" | "object">) {
    this.canary = parts.canary;
    this.owner = parts.owner;
    this.device = parts.device;
    this.payer = parts.payer;
    this.software = parts.software;
    this.display = parts.display;
    this.ids = parts.ids;
  }

  get object() {
    return env.MERCHANT.getByName(this.owner.signedUp.merchant.id);
  }

  /** Numbers its orders from `first` on; only a large one has a third terminal and more displays than one. */
  static async open(canary: string, first: number, isLarge: boolean): Promise<Tenant> {
    const owner = await OwnerAtHome.join({ ...SHOP, name: `${canary} Shop` });
    const device = await Device.make();
    await device.enrol(owner.signedUp.terminalLink);
    const software = await keyOf(owner, `${canary} Till`);
    await owner.send("PUT", "/api/v1/shop/terminals/1", { name: `${canary} Counter` });
    if (isLarge) {
      const third = await owner.post("/api/v1/shop/terminals", { name: `${canary} Terrace` });
      await (await Device.make()).enrol(third.body.link);
      await keyOf(owner, `${canary} Web`);
    }
    const till = async (method: string, path: string, body?: unknown): Promise<Reply["body"]> =>
      (await call(method, `/api/v1${path}`, body, software)).body;

    const place = (number: string): Promise<unknown> =>
      till("POST", "/orders", {
        number,
        amount: { minor: 300, currency: "EUR" },
        lines: [{ name: `${canary} Tea`, quantity: 1, unitPrice: 300 }],
        note: `${canary} Table`,
        expiresInSeconds: 3600,
      });
    const claimed = async (number: string): Promise<string> => {
      await place(number);
      const { tokens } = await till("POST", "/tokens", { number, count: 1 });
      const claim = { token: tokens[0], key: newSecret() };
      return (await call("POST", "/api/v1/claims", claim)).body.id;
    };
    const [order, held, paidOrder] = [0, 1, 2].map((i) => `2-${first + i}`) as [
      string,
      string,
      string,
    ];
    const paidClaim = await claimed(paidOrder);
    const { body: paid } = await instruct(paidClaim);
    await till("POST", `/orders/${paidOrder}/refunds`, {
      key: newSecret(),
      amount: 100,
      reason: `${canary} Cold`,
    });
    const claim = await claimed(held);
    await place(order);
    const { tokens } = await till("POST", "/tokens", { number: order, count: 1 });
    const { handle } = await till("POST", `/orders/${order}/handles`);

    let display = "";
    for (let i = 0; i < (isLarge ? 3 : 1); i++) {
      const { url } = await till("POST", "/terminal/displays/links");
      const wish = { link: new URL(url).hash.slice(1), key: newSecret() };
      const { body } = await call("POST", "/api/v1/displays", wish);
      if (i === 0) display = body.credential;
    }
    const { url } = await till("POST", "/terminal/displays/links");
    const invited = await owner.post("/api/v1/shop/terminals", { name: `${canary} Stall` });
    const payer = await Payer.open();
    await payer.topUp(claim, 5_000);
    const ids = {
      order,
      paid: paidOrder,
      claim,
      receipt: String(paid.receipt).split("/").at(-1) ?? "",
      token: tokens[0],
      handle,
      terminal: "3",
      key: "4",
      display: "3",
      displayLink: new URL(url).hash.slice(1),
      enrolment: String(invited.body.link).split("#")[1] ?? "",
      recoveryCode: owner.signedUp.recoveryCodes[0],
      passkey: base64Url(owner.device.id),
      staff: "3",
    };
    if (isLarge) {
      for (const name of ["Mei", "Otto", "Ayşe"])
        await owner.post("/api/v1/shop/staff", {
          name: `${canary} ${name}`,
          role: "cashier",
          pin: "13579",
        });
    }
    return new Tenant({ canary, owner, device, payer, software, display, ids });
  }

  /** The headers by which this tenant shows who it is, of each kind, for one call. */
  async headersOf(kind: Kind, method: string, path: string): Promise<Record<string, string>> {
    switch (kind) {
      case "nobody":
        return {};
      case "terminal":
        return { authorization: `Bearer ${this.software}` };
      case "device": {
        const dpop = await this.device.proofFor(method, path);
        return { authorization: `DPoP ${this.device.credential}`, dpop };
      }
      case "owner":
        return { cookie: this.owner.cookie ?? "" };
      case "display":
        return { authorization: `Bearer ${this.display}` };
      case "claim":
        return { authorization: `Bearer ${this.ids.claim}` };
      case "wallet":
        return { cookie: this.payer.cookie };
      case "operator":
        return { authorization: `Bearer ${env.OPERATOR_KEY}` };
    }
  }

  /** What must never be in anybody else's answer. */
  get secrets(): string[] {
    const { claim, receipt, displayLink, enrolment } = this.ids;
    const texts = [claim, receipt, displayLink, enrolment, this.software, this.display];
    return [this.canary, this.payer.wallet, ...texts.map((text) => text.split(".").at(-1) ?? "")];
  }
}

/** A key for the shop's own software, which may do whatever one may. */
const keyOf = async (owner: OwnerAtHome, name: string): Promise<string> =>
  (await owner.post("/api/v1/shop/keys", { name, scopes: SCOPES })).body.key;

/** A tenant's ids as somebody else could have guessed them: its names, and secrets that are not its own. */
export function guessed(own: Ids): Ids {
  const withWrongSecret = (text: string): string =>
    [...text.split(".").slice(0, -1), newSecret()].join(".");
  return {
    ...own,
    claim: withWrongSecret(own.claim),
    receipt: withWrongSecret(own.receipt),
    displayLink: withWrongSecret(own.displayLink),
    enrolment: withWrongSecret(own.enrolment),
    recoveryCode: own.recoveryCode.slice(0, 13) + newSecret(),
    token: own.token.slice(0, -2) + (own.token.endsWith("A") ? "BB" : "AA"),
    handle: "0123456789ab",
  };
}

/** Ids of the same shape that stand for nothing anywhere. */
export function ofNobody(): Ids {
  const merchant = core.encode32(crypto.getRandomValues(new Uint8Array(8)));
  return {
    order: "2-8001",
    paid: "2-8003",
    claim: `${merchant}.2-8002.${newSecret()}`,
    receipt: `${merchant}.2-8003.${newSecret()}`,
    token: core.encode32(crypto.getRandomValues(new Uint8Array(40))),
    handle: "ba9876543210",
    terminal: "9",
    key: "9",
    display: "9",
    displayLink: `${merchant}.2.${newSecret()}`,
    enrolment: `NEW.${merchant}.${newSecret()}`,
    recoveryCode: merchant + newSecret(),
    passkey: base64Url(crypto.getRandomValues(new Uint8Array(16))),
    staff: "9",
  };
}

/** The whole content of an object, to see whether anything in it has changed. */
export function contentOf(object: DurableObjectStub): Promise<string> {
  return runInDurableObject(object, (_, { storage: { sql } }) => {
    const tables = sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray();
    return JSON.stringify(
      tables.map(({ name }) => [
        name,
        sql
          .exec(`SELECT * FROM ${name}`)
          .toArray()
          .map((row) =>
            Object.values(row).map((value) =>
              value instanceof ArrayBuffer ? base64Url(new Uint8Array(value)) : value,
            ),
          ),
      ]),
    );
  });
}

/** How many rows this life of an object has written or deleted: a change that was undone counts too. */
export const changesOf = (object: DurableObjectStub): Promise<number> =>
  runInDurableObject(
    object,
    (_, { storage: { sql } }) =>
      sql.exec<{ changes: number }>("SELECT total_changes() AS changes").one().changes,
  );

/** A passkey that this site has never seen, answering a challenge that it never made. */
export async function strangersPasskey() {
  const device = await Authenticator.make(ORIGIN);
  const registration = await device.register("AAAA", "A".repeat(26));
  return { registration, assertion: await device.assert("AAAA") };
}

/** Sends a request as it is and gives the answer as it came. */
export async function knock(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await exports.default.fetch(
    new Request(ORIGIN + path, {
      method,
      headers,
      redirect: "manual",
      ...(body === undefined ? {} : { body }),
    }),
  );
  return { status: response.status, text: await response.text(), headers: response.headers };
}
