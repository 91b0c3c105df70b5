import { createHash, type Hash } from "node:crypto";
import type { MerchantId } from "../worker/domain/capability.ts";
import type { Surroundings } from "../worker/wallet/surroundings.ts";
import { expectation, isGood, passkey, registration } from "./authenticator.ts";
import { Bank } from "./bank.ts";
import { BankLine, bankRail } from "./bank-rail.ts";
import { Client } from "./client.ts";
import type { Dice } from "./dice.ts";
import { edgeOf } from "./edge.ts";
import { Facts } from "./facts.ts";
import type { Faults } from "./faults.ts";
import { History } from "./history.ts";
import { type Around, type Commit, EPOCH, type Life, Machine, type Site } from "./machine.ts";
import { MerchantLaws } from "./merchant-laws.ts";
import { Network } from "./network.ts";
import { peer } from "./peer.ts";
import type { Product } from "./product.ts";
import { SimulatedStripe, STRIPE_SETTINGS } from "./stripe.ts";
import { fetchFor } from "./stripe-line.ts";
import { Till } from "./till.ts";
import { type AtTill, TillStaff, openWithStaff } from "./till-staff.ts";
import { Timeline } from "./timeline.ts";
import { WalletLaws } from "./wallet-laws.ts";

export interface Violation {
  readonly law: string;
  readonly detail: string;
  /** Ms from the start of the run. */
  readonly at: number;
}

/** What a world is made of. */
export interface WorldParts {
  /** The code that a machine runs when it starts. */
  readonly product: (machine: string) => Product;
  readonly seed: number;
  readonly dice: Dice;
  readonly faults: Faults;
  /** Whether those who stand at the till have to show who they are. */
  readonly isStaffed?: boolean;
  /** Whether the till does as it is told, and nothing of its own. */
  readonly isDetermined?: boolean;
  /** Hears of everything that is kept. */
  readonly tell?: ((at: number, fact: string) => void) | undefined;
}

type Verify = Surroundings["verify"];

/** More than this many are the same one again. */
const MAX_VIOLATIONS = 20;
const MERCHANT = "AERUKZ4JVPG66" as MerchantId;
const SWEEP_MS = 20_000;

let lineInUse: BankLine | null = null;

declare global {
  var simulatedBank: (around: Parameters<typeof bankRail>[1]) => ReturnType<typeof bankRail>;
}

globalThis.simulatedBank = (around) => {
  if (!lineInUse) throw new Error("a rail is made outside a life");
  return bankRail(lineInUse, around);
};

// What the runtime has and Node has not.
Object.assign(globalThis, { WebSocketRequestResponsePair: Object });

/** One small world: a merchant's object, wallets, a bank, Stripe, a till and payers, over a network, in simulated time. */
export class World {
  readonly timeline = new Timeline();
  readonly history = new History();
  readonly violations: Violation[] = [];
  readonly dice: Dice;
  readonly network: Network;
  readonly bank: Bank;
  readonly stripe: SimulatedStripe;
  readonly merchant: Machine;
  /** The Worker between phones and objects. It keeps nothing. */
  readonly edge: Machine;
  readonly wallets = new Map<string, Machine>();
  readonly laws: MerchantLaws;
  readonly facts: Facts;
  readonly site: Site;
  readonly merchantId = MERCHANT;
  isClosed = false;
  /** Whoever stands at the till, where somebody is asked. */
  staff: TillStaff | null = null;
  readonly #parts: WorldParts;
  readonly #hash: Hash = createHash("sha256");
  #line: BankLine | null = null;
  #counter = 0;

  constructor(parts: WorldParts) {
    const { dice, faults } = parts;
    this.#parts = parts;
    this.dice = dice;
    this.network = new Network(this.timeline, faults, dice.fork());
    const complain = (law: string, detail: string): void => this.complain(law, detail);
    this.site = {
      timeline: this.timeline,
      faults,
      network: this.network,
      isClosed: () => this.isClosed,
      fetchFor: (machine, life) => fetchFor(machine, life, this.network, this.stripe),
      setting: (name) => STRIPE_SETTINGS[name],
      complain,
    };
    this.bank = new Bank(this.timeline, dice.fork(), (reference, answer) => {
      this.network.send("bank", "merchant", () =>
        this.merchant.turn(() => this.#line?.notify(reference, answer)),
      );
    });
    this.stripe = new SimulatedStripe(this.timeline, dice.fork(), (body, signature, heard) =>
      this.network.send("stripe", "edge", () =>
        this.edge.receive("stripe", "hearStripe", [body, signature], (status) =>
          heard(status as number),
        ),
      ),
    );
    const unwatch = (reference: string): void => {
      const [, epoch = 0, counter = 0] = (/\.(\d+)-(\d+)\.\d+$/.exec(reference) ?? []).map(Number);
      this.history.unwatched.add(epoch * 2 ** 32 + counter);
    };
    this.stripe.onUnseen = unwatch;
    this.bank.onUnseen = unwatch;
    this.laws = new MerchantLaws(MERCHANT, this.bank, this.stripe.account, complain);
    this.stripe.watcher = this.laws.stripe;
    this.facts = new Facts(this.laws, complain);
    this.merchant = this.#machine(
      "merchant",
      (ctx, around, life, product) => this.#makeMerchant(product, ctx, around, life),
      (commit) => this.laws.commit(commit, this.merchant.clock, this.timeline.now),
    );
    this.edge = this.#machine(
      "edge",
      (_, around, life, product) => edgeOf(product, this, life, around),
      () => {},
    );
    this.#sweep();
  }

  get machines(): readonly Machine[] {
    return [this.merchant, this.edge, ...this.wallets.values()];
  }

  /** Of everything that was kept, so far: the same for the same seed. */
  get digest(): string {
    return this.#hash.copy().digest("hex").slice(0, 16);
  }

  complain(law: string, detail: string): void {
    if (this.violations.length < MAX_VIOLATIONS)
      this.violations.push({ law, detail, at: this.timeline.now });
  }

  newKey(): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    return Array.from(this.dice.bytes(26), (byte) => alphabet[byte & 31]).join("");
  }

  orderNumber(): number {
    this.#counter += 1;
    return 2 ** 32 + this.#counter;
  }

  client(name: string): Client {
    return new Client(name, this.site, this.history, this.merchant, this.dice.fork());
  }

  #addWallet(): { id: string; machine: Machine } {
    const id = this.newKey();
    const name = `wallet ${this.wallets.size}`;
    const laws = new WalletLaws(name, this.laws.verdicts, (law, detail) =>
      this.complain(law, detail),
    );
    const machine = this.#machine(
      name,
      (ctx, around, life, product) => {
        const merchant = (): object => peer(machine, life, this.merchant);
        const verify: Verify = async (assertion, _, expected) => {
          // Checking a signature takes time, in which anything may come between.
          await around.sleep(2);
          return isGood(assertion, expected) ? 0 : null;
        };
        const register = () => Promise.resolve(passkey);
        const given = { ...around, merchant, verify, register };
        return product.walletWith(ctx, given) as unknown as Life["object"];
      },
      (commit) => laws.commit(commit, machine.clock, this.timeline.now),
    );
    this.wallets.set(id, machine);
    this.laws.wallets.set(id, laws);
    return { id, machine };
  }

  /** Founds the merchant, and opens its till. */
  async open(): Promise<Till> {
    const client = this.client("till");
    const at = await this.#founded(client);
    const wished = { on: ["stripe", "bank", "sandbox", "wallet"] };
    await this.merchant.turn(
      (life) => void life.object["putRails"]?.(...([at.credential, wished] as never[])),
    );
    const { isDetermined = false } = this.#parts;
    return new Till(client, this.facts, at, () => this.newKey(), isDetermined);
  }

  async #founded(client: Client): Promise<AtTill> {
    if (this.#parts.isStaffed) {
      const { device, pass } = await openWithStaff(this.merchant, MERCHANT, client.dice);
      this.staff = new TillStaff(client, device, pass);
      return this.staff;
    }
    const wish = { name: "Kiosk", currency: "EUR", language: "en", terminal: { name: "Till" } };
    let credential = "";
    await this.merchant.turn((life) => {
      const founded = life.object["found"]?.(...([MERCHANT, wish] as never[])) as {
        value: { terminal: { credential: string } };
      };
      credential = founded.value.terminal.credential;
    });
    const [merchant = "", terminal = "", secret = ""] = credential.split(".");
    return { credential: { merchant, terminal: Number(terminal), secret } };
  }

  /** Opens a wallet with some money in it. */
  async openWallet(minor: number): Promise<string> {
    const { id, machine } = this.#addWallet();
    const ask = (method: string, ...args: readonly unknown[]): Promise<void> =>
      machine.turn((life) => void life.object[method]?.(...(args as never[])));
    await ask("open", id, registration, expectation);
    await ask("practise", this.newKey(), { minor, currency: "EUR" });
    return id;
  }

  /** The shop is closed, everything is connected, and whoever owes an answer gives it. */
  calmDown(): void {
    this.isClosed = true;
    this.network.heal();
    this.bank.settleDown();
    this.stripe.settleDown();
    for (const machine of this.machines) machine.correctClock();
    // The bank's statement of the day names whatever it took.
    this.timeline.in(2_000, () => this.bank.tellAgain());
  }

  close(): void {
    for (const machine of this.machines) machine.storage.close();
  }

  /** The second net under the alarms: every object with open work is woken now and then. */
  #sweep(): void {
    this.timeline.in(SWEEP_MS, () => {
      this.#sweep();
      for (const machine of [this.merchant, ...this.wallets.values()])
        this.network.send("cron", machine.name, () =>
          machine.receive("cron", "sweep", [], () => {}),
        );
    });
  }

  #machine(
    name: string,
    make: (ctx: unknown, around: Around, life: Life, product: Product) => Life["object"],
    commit: (commit: Commit) => void,
  ): Machine {
    const { product, tell } = this.#parts;
    return new Machine(this.site, {
      name,
      dice: this.dice.fork(),
      make: (ctx, around, life) => make(ctx, around, life, product(name)),
      commit: (kept) => {
        for (const { query, bindings } of kept.written)
          this.#hash.update(`${query}${JSON.stringify(bindings)}`);
        this.#hash.update(`${kept.alarm}`);
        tell?.(this.timeline.now, `${name}: ${factsOf(kept)}`);
        commit(kept);
      },
    });
  }

  #makeMerchant(product: Product, ctx: unknown, around: Around, life: Life): Life["object"] {
    const line = new BankLine(this.merchant, life, this.network, this.bank);
    this.#line = line;
    lineInUse = line;
    const wallet = (id: string): object => {
      const machine = this.wallets.get(id);
      if (!machine) throw new Error(`there is no wallet ${id}`);
      return peer(this.merchant, life, machine);
    };
    return product.merchantWith(ctx, { ...around, wallet }) as unknown as Life["object"];
  }
}

/** A commit in a line: its facts, and the alarm that it leaves. */
function factsOf({ written, alarm, isRinging }: Commit): string {
  const events = written
    .filter(({ query }) => /^INSERT INTO (events|holds|decisions|credits)/.test(query))
    .map(({ bindings }) => (bindings as (string | number)[]).join(" "));
  const bell = alarm === null ? "none" : ((alarm - EPOCH) / 1000).toFixed(3);
  return [`alarm ${bell}${isRinging ? ", ringing" : ""}`, ...events].join("\n            ");
}
