import { createHash, type Hash } from "node:crypto";
import type { MerchantId } from "../worker/domain/capability.ts";
import { Bank } from "./bank.ts";
import { BankLine, bankRail } from "./bank-rail.ts";
import { Client } from "./client.ts";
import type { Dice } from "./dice.ts";
import { Facts } from "./facts.ts";
import type { Faults } from "./faults.ts";
import { History } from "./history.ts";
import { type Commit, EPOCH, type Life, Machine, type Site } from "./machine.ts";
import { MerchantLaws } from "./merchant-laws.ts";
import { Network } from "./network.ts";
import type { Product } from "./product.ts";
import { Till } from "./till.ts";
import { Timeline } from "./timeline.ts";

export interface Violation {
  readonly law: string;
  readonly detail: string;
  /** Ms from the start of the run. */
  readonly at: number;
}

/** What a world is made of. */
export interface WorldParts {
  /** The code that an object runs when it starts. */
  readonly product: () => Product;
  readonly seed: number;
  readonly dice: Dice;
  readonly faults: Faults;
  /** Hears of everything that is kept. */
  readonly tell?: ((at: number, fact: string) => void) | undefined;
}

/** More than this many are the same one again. */
const MAX_VIOLATIONS = 20;
const MERCHANT = "AERUKZ4JVPG66" as MerchantId;

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

/** One small world: a merchant's object, a bank, a till and payers, over a network, in simulated time. */
export class World {
  readonly timeline = new Timeline();
  readonly history = new History();
  readonly violations: Violation[] = [];
  readonly dice: Dice;
  readonly network: Network;
  readonly bank: Bank;
  readonly merchant: Machine;
  readonly laws: MerchantLaws;
  readonly facts: Facts;
  readonly site: Site;
  readonly #hash: Hash = createHash("sha256");
  #counter = 0;

  constructor({ product, dice, faults, tell }: WorldParts) {
    this.dice = dice;
    this.network = new Network(this.timeline, faults, dice.fork());
    const complain = (law: string, detail: string): void => this.complain(law, detail);
    this.site = {
      timeline: this.timeline,
      faults,
      network: this.network,
      isClosed: () => this.isClosed,
      complain,
    };
    this.bank = new Bank(this.timeline, dice.fork(), (reference, answer) => {
      this.network.send("bank", "merchant", () =>
        this.merchant.turn(() => this.#line?.notify(reference, answer)),
      );
    });
    this.laws = new MerchantLaws(MERCHANT, this.bank, complain);
    this.facts = new Facts(this.laws, complain);
    this.merchant = new Machine(this.site, {
      name: "merchant",
      dice: dice.fork(),
      make: (ctx, around, life) => this.#make(product(), ctx, around, life),
      commit: (commit) => {
        for (const { query, bindings } of commit.written)
          this.#hash.update(`${query}${JSON.stringify(bindings)}`);
        this.#hash.update(`${commit.alarm}`);
        tell?.(this.timeline.now, factsOf(commit));
        this.laws.commit(commit, this.merchant.clock, this.timeline.now);
      },
    });
  }

  #line: BankLine | null = null;
  isClosed = false;

  /** What the run has come to: the same for the same seed. */
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

  get merchantId(): string {
    return MERCHANT;
  }

  client(name: string): Client {
    return new Client(name, this.site, this.history, this.merchant, this.dice.fork());
  }

  /** Founds the merchant, and opens its till. */
  async open(): Promise<Till> {
    const wish = { name: "Kiosk", currency: "EUR", language: "en", terminal: { name: "Till" } };
    let credential = "";
    await this.merchant.turn((life) => {
      const founded = life.object["found"]?.(...([MERCHANT, wish] as never[])) as {
        value: { terminal: { credential: string } };
      };
      credential = founded.value.terminal.credential;
    });
    const [merchant = "", terminal = "", secret = ""] = credential.split(".");
    const key = { merchant, terminal: Number(terminal), secret };
    return new Till(this.client("till"), this.facts, key, () => this.newKey());
  }

  /** The shop is closed, everything is connected, and whoever owes an answer gives it. */
  calmDown(): void {
    this.isClosed = true;
    this.network.heal();
    this.bank.settleDown();
    this.merchant.correctClock();
    // The bank's statement of the day names whatever it took.
    this.timeline.in(2_000, () => this.bank.tellAgain());
  }

  close(): void {
    this.merchant.storage.close();
  }

  #make(product: Product, ctx: unknown, around: object, life: Life): Life["object"] {
    const line = new BankLine(this.merchant, life, this.network, this.bank);
    this.#line = line;
    lineInUse = line;
    return product.merchantWith(ctx, around) as unknown as Life["object"];
  }
}

/** A commit in a line: its facts, and the alarm that it leaves. */
function factsOf({ written, alarm, isRinging }: Commit): string {
  const events = written
    .filter(({ query }) => query.startsWith("INSERT INTO events"))
    .map(({ bindings }) => `${Number(bindings[1]) % 2 ** 32} ${bindings[3] as string}`);
  const bell = alarm === null ? "none" : ((alarm - EPOCH) / 1000).toFixed(3);
  return [`alarm ${bell}${isRinging ? ", ringing" : ""}`, ...events].join("  ");
}
