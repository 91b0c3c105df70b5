import { createHash } from "node:crypto";
import type { StaffRules } from "../worker/domain/staff.ts";
import { passkey } from "./authenticator.ts";
import type { Client } from "./client.ts";
import type { Dice } from "./dice.ts";
import type { Machine } from "./machine.ts";

// A PIN's hash is slow on purpose, and Web Crypto answers from another thread when it likes: here it is neither.
Object.assign(crypto.subtle, {
  importKey: (_: string, digits: Uint8Array) => Promise.resolve(digits),
  deriveBits: ({ salt }: { salt: Uint8Array }, digits: Uint8Array) =>
    Promise.resolve(
      new Uint8Array(createHash("sha256").update(salt).update(digits).digest()).buffer,
    ),
});

/** Whoever may stand at the till, in the order in which the owner names them. */
const STAFF = [
  { name: "Olga", role: "owner", pin: "1111" },
  { name: "Max", role: "manager", pin: "2222" },
  { name: "Cem", role: "cashier", pin: "3333" },
  { name: "Lin", role: "cashier", pin: "4444" },
] as const;

const WRONG_PIN = "9999";
/** As long as a till that has locked a PIN waits. */
const LOCKED_MS = 31_000;

interface Device {
  readonly merchant: string;
  readonly terminal: number;
  readonly secret: string;
  readonly thumbprint: string;
}

/** What a till shows of itself with each request, and whom its cashier can call. */
export interface AtTill {
  readonly credential: unknown;
  /** Has somebody let the cashier do what is more than they may; `then` is told the pass. */
  call?(then: (pass: string) => void): void;
}

/** Asks the object itself, on a day on which nothing goes wrong. */
async function ask(machine: Machine, method: string, ...args: unknown[]): Promise<unknown> {
  let answer: { ok: boolean; value?: unknown } = { ok: false };
  await machine.turn((life) => {
    const given = life.object[method]?.(...(args as never[]));
    void Promise.resolve(given).then((value) => (answer = value as typeof answer));
  });
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** The owner opens the shop, says who may stand at its till and what each may do, and makes a device the till. */
export async function openWithStaff(
  merchant: Machine,
  id: string,
  dice: Dice,
): Promise<{ device: Device; pass: string }> {
  const wish = { name: "Kiosk", currency: "EUR", language: "en", place: null };
  const opened = await ask(merchant, "open", id, wish, new Uint8Array(32), passkey);
  const { session, enrolment } = opened as { session: object; enrolment: string };
  const [, , code] = enrolment.split(".");
  const thumbprint = "device";
  const proof = { thumbprint, id: "enrolment", since: Infinity };
  const enrolled = await ask(merchant, "enrol", { merchant: id, secret: code }, proof);
  const [, terminal, secret = ""] = (enrolled as { credential: string }).credential.split(".");
  for (const member of STAFF) await ask(merchant, "addStaff", session, member);
  const rules = {
    refundLimit: { manager: dice.pick([null, 1_500]), cashier: dice.pick([0, 200, 1_000]) },
    cashierMay: { drawer: dice.chance(0.8), reports: false, settings: dice.chance(0.5) },
    lockAfterSeconds: 120,
  } as unknown as StaffRules;
  await ask(merchant, "putStaffRules", session, rules);
  const device = { merchant: id, terminal: Number(terminal), secret, thumbprint };
  const owner = credentialOf(device, null, "first");
  const stands = await ask(merchant, "signInStaff", owner, { staff: 1, pin: STAFF[0].pin });
  return { device, pass: (stands as { session: string }).session };
}

/** A proof of the device's key is made and checked by others: here each is good. */
const credentialOf = (device: Device, staff: string | null, id: string): object => ({
  ...device,
  proof: { thumbprint: device.thumbprint, id, since: Infinity },
  staff,
});

/** The people at one till: they come and go, mistype, and let one another do more. */
export class TillStaff implements AtTill {
  readonly #client: Client;
  readonly #device: Device;
  #made = 0;
  credential: object;

  constructor(client: Client, device: Device, pass: string) {
    this.#client = client;
    this.#device = device;
    this.credential = this.#credentialWith(pass);
  }

  /** Who has opened the shop goes, and a cashier comes; later others. */
  begin(untilMs: number): void {
    const { dice } = this.#client;
    this.#relieve(dice.pick([3, 4]));
    for (let times = dice.pick([0, 1, 2]); times > 0; times--)
      this.#client.later(dice.roll() * untilMs, () => this.#relieve(dice.between(1, STAFF.length)));
  }

  call(then: (pass: string) => void): void {
    this.#signIn(this.#client.dice.pick([1, 2, 2]), then);
  }

  /** One goes, and for a moment nobody stands there. */
  #relieve(member: number): void {
    const { dice } = this.#client;
    const stand = (pass: string): void => void (this.credential = this.#credentialWith(pass));
    if (dice.chance(0.5)) {
      this.#client.ask("signOutStaff", [this.credential], 3, () => {});
      this.credential = this.#credentialWith(null);
    }
    this.#client.later(dice.roll() * 3_000, () => this.#signIn(member, stand));
  }

  #signIn(member: number, then: (pass: string) => void, tries = 3): void {
    const isSlip = this.#client.dice.chance(0.2);
    const pin = isSlip ? WRONG_PIN : STAFF[member - 1]?.pin;
    const wish = { staff: member, pin };
    this.#client.ask("signInStaff", [this.#credentialWith(null), wish], 5, (answer) => {
      const { session } = (answer?.ok ? answer.value : {}) as { session?: string };
      if (isSlip && session !== undefined)
        this.#client.complain("a wrong PIN opens nothing", `${member}`);
      if (session !== undefined) return then(session);
      const wait = answer?.ok ? LOCKED_MS : 1_000;
      if (tries > 1) this.#client.later(wait, () => this.#signIn(member, then, tries - 1));
    });
  }

  #credentialWith(pass: string | null): object {
    this.#made += 1;
    return credentialOf(this.#device, pass, `${this.#made}`);
  }
}
