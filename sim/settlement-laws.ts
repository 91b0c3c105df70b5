import { EPOCH } from "./machine.ts";
import type { WrittenRow } from "./written-row.ts";

/** When the shop's day ends in this world, by its own clock: in the middle of the storm. */
export const DAY_END = EPOCH + 100_000;
const DAY_MS = 86_400_000;

/** The end of the day that an instant belongs to. */
const dayEndAfter = (at: number): number =>
  DAY_END + Math.max(0, Math.floor((at - DAY_END) / DAY_MS) + 1) * DAY_MS;

/** One line of the journal. */
export interface Booked {
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amount: number;
  /** When what it belongs to happened, by the merchant's own clock. */
  readonly at: number;
}

/** What must hold of closed days at every single commit: they are the journal, cut into stretches, and stay as they are. */
export class SettlementLaws {
  readonly #complain: (law: string, detail: string) => void;
  readonly #entries: Booked[] = [];
  #number = 0;
  #until = 0;

  constructor(complain: (law: string, detail: string) => void) {
    this.#complain = complain;
  }

  book(entries: readonly Booked[]): void {
    this.#entries.push(...entries);
  }

  /** What one turn closed. */
  close(settlements: readonly WrittenRow[], batches: readonly WrittenRow[]): void {
    for (const row of settlements) this.#settle(row, batches);
    for (const { settlement } of batches)
      if (!settlements.some(({ number }) => number === settlement))
        this.#complain("a batch is made with its closing", String(settlement));
  }

  /** The day is over: what belongs to it is settled, whether or not anybody closed it. */
  atRest(): void {
    const left = this.#entries.slice(this.#until).filter(({ at }) => at < DAY_END);
    if (left.length > 0) this.#complain("a day closes by itself", `${left.length} entries left`);
  }

  #settle(row: WrittenRow, batches: readonly WrittenRow[]): void {
    const [number, after, until, closedAt] = [
      "number",
      "after_entry",
      "until_entry",
      "closed_at",
    ].map((name) => Number(row[name])) as [number, number, number, number];
    const tell = (law: string, detail: string): void => this.#complain(law, `${number}: ${detail}`);
    if (number !== this.#number + 1 || after !== this.#until)
      tell("closings follow one another", `after ${after}, not ${this.#until}`);
    if (until <= after || until > this.#entries.length)
      tell("a closing has entries that there are", `${until} of ${this.#entries.length}`);
    const stretch = this.#entries.slice(after, until);
    const end = dayEndAfter(stretch[0]?.at ?? 0);
    if (row["closed_by"] === null && (closedAt < end || stretch.some(({ at }) => at >= end)))
      tell("a day that closes by itself has what is its own", `at ${closedAt - EPOCH}`);
    const own = batches.filter(({ settlement }) => settlement === number);
    const [due, made] = [
      sumsOf(stretch),
      new Map(own.map((batch) => [nameOf(batch), textOf(batch)])),
    ];
    for (const name of new Set([...due.keys(), ...made.keys()]))
      if (due.get(name) !== made.get(name))
        tell(
          "a batch is what the journal says",
          `${name}: ${made.get(name)}, not ${due.get(name)}`,
        );
    this.#number = number;
    this.#until = until;
  }
}

const nameOf = ({ rail, currency }: WrittenRow): string => `${String(rail)} ${String(currency)}`;

const textOf = (batch: WrittenRow): string =>
  ["sales", "gross", "refunds", "refunded", "bounced", "topped_up", "strayed", "disputed", "net"]
    .map((name) => batch[name])
    .join(" ");

/** The same sums, worked out another way: by what each pair of accounts means, one entry at a time. */
function sumsOf(entries: readonly Booked[]): ReadonlyMap<string, string> {
  const sums = new Map<string, number[]>();
  const add = (
    account: string,
    currency: string,
    places: readonly number[],
    by: readonly number[],
  ) => {
    const rail = account.replace(/^clearing:/, "");
    const sum = sums.get(`${rail} ${currency}`) ?? [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (const [i, place] of places.entries()) sum[place] = (sum[place] ?? 0) + (by[i] ?? 0);
    sums.set(`${rail} ${currency}`, sum);
  };
  const isRail = (account: string): boolean => /^(cash$|clearing:)/.test(account);
  const isDispute = (account: string): boolean => account === "disputed" || account === "fees";
  for (const { debit, credit, currency, amount } of entries) {
    if (isRail(debit) && credit === "available")
      add(debit, currency, [0, 1, 8], [1, amount, amount]);
    if (debit === "refunding" && isRail(credit))
      add(credit, currency, [2, 3, 8], [1, amount, -amount]);
    if (isRail(debit) && credit === "refunding") add(debit, currency, [4, 8], [amount, amount]);
    if (isRail(debit) && credit === "suspense") add(debit, currency, [6, 8], [amount, amount]);
    if (debit === "suspense" && isRail(credit)) add(credit, currency, [6, 8], [-amount, -amount]);
    if (isDispute(debit) && isRail(credit)) add(credit, currency, [7, 8], [amount, -amount]);
    if (isRail(debit) && isDispute(credit)) add(debit, currency, [7, 8], [-amount, amount]);
    const isWallets = (account: string): boolean => isRail(account) || account === "sending-back";
    if (isRail(debit) && isWallets(credit)) add(debit, currency, [5, 8], [amount, amount]);
    if (isWallets(debit) && isRail(credit)) add(credit, currency, [5, 8], [-amount, -amount]);
  }
  return new Map([...sums].map(([name, sum]) => [name, sum.join(" ")]));
}
