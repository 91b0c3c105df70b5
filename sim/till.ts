import { type Answer, type Client, resultOf } from "./client.ts";
import type { Facts } from "./facts.ts";
import type { AtTill } from "./till-staff.ts";

interface OrderView {
  readonly status: string;
  readonly receipt: string | null;
  readonly refunds: readonly {
    readonly amount: { readonly minor: number };
    readonly status: string;
  }[];
}

interface EventPage {
  readonly cursor: number;
  readonly events: readonly {
    readonly cursor: number;
    readonly type: string;
    readonly order: { readonly number: string };
  }[];
}

/** The till's program: places orders, sometimes cancels, takes cash or gives back, and follows what happens. */
export class Till {
  readonly #client: Client;
  readonly #facts: Facts;
  readonly #at: AtTill;
  readonly #newKey: () => string;
  /** Does as it is told, and nothing of its own. */
  readonly #isDetermined: boolean;
  /** How often this cashier does what. */
  readonly #refunds: number;
  readonly #cancels: number;
  #cursor = 0;
  /** What each closing was answered with, by its number. */
  readonly #closings = new Map<number, string>();
  #lastClosed = 0;

  constructor(
    client: Client,
    facts: Facts,
    at: AtTill,
    newKey: () => string,
    isDetermined: boolean,
  ) {
    this.#isDetermined = isDetermined;
    this.#client = client;
    this.#facts = facts;
    this.#at = at;
    this.#newKey = newKey;
    this.#refunds = client.dice.pick([0.2, 0.5, 0.8]);
    this.#cancels = client.dice.pick([0.05, 0.2, 0.4]);
  }

  /** Of the device, and of whoever stands there. */
  get #credential(): unknown {
    return this.#at.credential;
  }

  /** Places an order and deals with it as tills do: sometimes one way, sometimes another. */
  place(number: number, minor: number, expiresInSeconds: number, more: object = {}): void {
    const deal = (): void => this.#deal(number, minor);
    const wish = this.placeOnly(number, minor, expiresInSeconds, deal, more);
    // The number is the till's own; another bill under it is a mistake.
    if (!this.#client.dice.chance(0.05)) return;
    const other = this.#client.begin(number, {
      kind: "place",
      second: "part" in more ? "part" : "",
      minor: minor + 1,
    });
    const mistaken = { ...wish, lines: [], amount: { minor: minor + 1, currency: "EUR" } };
    this.#client.ask("place", [this.#credential, mistaken], 2, (answer) => {
      if (answer) this.#client.endOfMany(number, other, resultOf(answer));
    });
  }

  placeOnly(
    number: number,
    minor: number,
    expiresInSeconds: number,
    onPlaced?: () => void,
    more: object = {},
  ): object {
    const hasLines = this.#client.dice.chance(0.3) && !("part" in more);
    const wish = {
      number,
      amount: { minor, currency: "EUR" },
      lines: hasLines ? [{ name: "Tea", quantity: 1, unitPrice: minor }] : [],
      note: null,
      expiresInSeconds,
      ...more,
    };
    const second = "part" in more ? "part" : "";
    const operation = this.#client.begin(number, { kind: "place", second, minor });
    this.#client.ask("place", [this.#credential, wish], 8, (answer) => {
      if (!answer) return;
      this.#client.endOfMany(number, operation, resultOf(answer));
      if (!answer.ok) return;
      this.#facts.placed(number, minor);
      onPlaced?.();
    });
    return wish;
  }

  /** What the cashier does about an order that is on the screen. */
  #deal(number: number, minor: number): void {
    const { dice } = this.#client;
    if (dice.chance(this.#cancels))
      this.#client.later(dice.roll() * 30_000, () => this.cancel(number));
    if (dice.chance(0.12))
      this.#client.later(dice.roll() * 40_000, () => this.takeCash(number, minor));
    for (let looks = dice.between(0, 3); looks > 0; looks--)
      this.#client.later(dice.roll() * 60_000, () => this.#look(number));
    if (!dice.chance(this.#refunds)) return;
    for (let refunds = dice.between(1, 3); refunds > 0; refunds--) {
      const amount = dice.pick([1, Math.ceil(minor / 2), Math.ceil(minor / 3), minor]);
      this.#client.later(5_000 + dice.roll() * 50_000, () => this.refund(number, amount));
    }
  }

  cancel(number: number): void {
    this.#ask(number, { kind: "cancel" }, "cancel", []);
  }

  takeCash(number: number, minor: number): void {
    const key = this.#newKey();
    this.#ask(number, { kind: "cash", key }, "takeCash", [{ key, tendered: minor + 50 }]);
    // Too little is no payment, whatever the order is.
    if (this.#client.dice.chance(0.2))
      this.#client.ask(
        "takeCash",
        [this.#credential, number, { key: this.#newKey(), tendered: minor - 1 }],
        1,
        (answer) => {
          if (answer?.ok) this.#client.complain("cash covers the bill", `${number}`);
        },
      );
  }

  /** Closes the day. Asked twice, it is closed once, and the answer is the same. */
  closeDay(): void {
    const after = this.#lastClosed;
    const hear = (answer: Answer | null): void => {
      if (
        answer?.ok === false &&
        answer.reason !== "nothing-to-settle" &&
        !isNobodys(answer.reason)
      )
        this.#client.complain("a closing is never refused", answer.reason);
      if (!answer?.ok) return;
      const { number } = answer.value as { number: number };
      const told = JSON.stringify(answer.value);
      if (number !== after + 1 || (this.#closings.get(number) ?? told) !== told)
        this.#client.complain(
          "closing twice is closing once",
          `${told}, ${this.#closings.get(number)}`,
        );
      this.#closings.set(number, told);
      this.#lastClosed = Math.max(this.#lastClosed, number);
    };
    this.#client.ask("closeDay", [this.#credential, after], 5, hear);
    if (this.#client.dice.chance(0.5))
      this.#client.always(this.#client.dice.roll() * 60_000, () =>
        this.#client.ask("closeDay", [this.#credential, after], 3, hear),
      );
  }

  refund(number: number, minor: number, key = this.#newKey(), approval?: string): void {
    this.#ask(
      number,
      { kind: "refund", key, minor },
      "refund",
      [{ key, amount: minor, reason: "wrong size", ...(approval !== undefined && { approval }) }],
      () => {
        this.#facts.refunding(number, key);
        this.#refundOther(number, key, minor + 1);
        // A pass that is at hand is good for nothing more.
        if (approval !== undefined && this.#client.dice.chance(0.5))
          this.refund(number, 1, this.#newKey(), approval);
      },
      (reason) => {
        if (reason === "refund-above-limit" && approval === undefined)
          this.#at.call?.((pass) => this.refund(number, minor, key, pass));
      },
    );
  }

  /** Another refund under the key of one that there is: a mistake, and nothing comes of it. */
  #refundOther(number: number, key: string, amount: number): void {
    const wish = { key, amount, reason: "wrong size" };
    this.#client.ask("refund", [this.#credential, number, wish], 1, (answer) => {
      if (answer?.ok) this.#client.complain("a refund's key is its own", `${number}`);
    });
  }

  /** What this merchant wants done about place. */
  setPolicy(): void {
    const { dice } = this.#client;
    const policy = {
      refundLimitMinor: dice.pick([null, 1_000, 2_000]),
      radiusMetres: 500,
      floorMinor: dice.pick([0, 10_000]),
      whenUnknown: dice.pick(["accept", "ask", "ask", "refuse"]),
      whenAway: dice.pick(["ask", "refuse"]),
    };
    this.#client.ask("putPolicy", [this.#credential, policy], 3, () => {});
  }

  #look(number: number): void {
    const operation = this.#client.begin(number, { kind: "see order" });
    this.#client.ask("order", [this.#credential, number], 3, (answer) => {
      if (!answer) return;
      this.#client.end(operation, answer.ok ? textOf(answer) : answer.reason);
      this.#heardOf(number, answer);
    });
  }

  #ask(
    number: number,
    operation: Parameters<Client["begin"]>[1],
    method: string,
    args: readonly unknown[],
    onOk?: () => void,
    onNo?: (reason: string) => void,
  ): void {
    const since = this.#client.now;
    const begun = this.#client.begin(number, operation);
    this.#client.ask(method, [this.#credential, number, ...args], 6, (answer) => {
      if (!answer) return;
      this.#client.endOfMany(number, begun, resultOf(answer));
      if (!answer.ok) return onNo?.(answer.reason);
      onOk?.();
      // The answer also shows where the order stood, at some instant since the question.
      const seen = this.#client.begin(number, { kind: "see order", invokedAt: since });
      this.#client.end(seen, textOf(answer));
      this.#heardOf(number, answer);
    });
  }

  #heardOf(number: number, answer: Answer): void {
    if (!answer.ok) return;
    const { status, receipt } = answer.value as OrderView;
    if (receipt !== null) this.#facts.paid(number, receipt);
    if (status === "cancelled" || status === "expired") this.#facts.ended(number, status);
  }

  /** Follows the merchant's facts by a cursor, for ever. */
  follow(): void {
    const wait = this.#client.dice.pick([0, 5, 25]);
    this.#client.ask(
      "events",
      [this.#credential, this.#cursor, wait],
      1,
      (answer) => {
        if (answer?.ok) this.#hear(answer.value as EventPage);
        if (answer?.ok === false) this.#client.complain("a cursor stays good", answer.reason);
        this.#client.always(500, () => this.follow());
      },
      wait * 1_000 + 2_000,
    );
  }

  /** It has followed everything there is to follow. */
  checkHeard(lastSeq: number): void {
    if (this.#cursor !== lastSeq)
      this.#client.complain("the feed reaches the end", `${this.#cursor} of ${lastSeq}`);
  }

  #hear({ events, cursor }: EventPage): void {
    let last = this.#cursor;
    for (const event of events) {
      if (event.cursor <= last)
        this.#client.complain("events come in order, none twice", `${event.cursor} after ${last}`);
      last = event.cursor;
      if (this.#isDetermined) continue;
      const number = 2 ** 32 + Number(event.order.number.split("-")[1]);
      // A cashier who sees that it is being paid, and wants out just then.
      if (event.type === "instructed" && this.#client.dice.chance(0.15))
        this.#client.later(this.#client.dice.roll() * 2_000, () => this.cancel(number));
      // One who sees at once that it was the wrong bill.
      if (event.type === "captured" && this.#client.dice.chance(0.08))
        this.#client.later(this.#client.dice.roll() * 1_000, () => this.refund(number, 1));
      // And one who would rather give the money back than have it taken.
      if (event.type === "disputed" && this.#client.dice.chance(0.5))
        this.#client.later(this.#client.dice.roll() * 5_000, () => this.refund(number, 1));
    }
    this.#cursor = Math.max(cursor, last);
  }
}

/** What a till is told at which nobody stands who may do that. */
const isNobodys = (reason: string): boolean => reason.startsWith("staff-");

const textOf = (answer: Answer): string => {
  if (!answer.ok) return answer.reason;
  const { status, refunds } = answer.value as OrderView;
  const refunded = refunds
    .filter((refund) => refund.status !== "failed")
    .reduce((sum, { amount }) => sum + amount.minor, 0);
  return `${status} ${refunded}`;
};
