import { businessDayEnd, businessDayOf } from "../domain/business-day.ts";
import type { Instant } from "../domain/instant.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { type Settlement, batchesOf } from "../domain/settlement.ts";
import type { Settlements } from "./settlements.ts";

/** Days that nobody closed, closed in one turn at most; the rest follow with the next alarm. */
const MAX_AT_ONCE = 31;

/** Closes the shop's days: whenever somebody says so, and by itself when a day is over with something not settled in it. */
export class DayEnd {
  readonly #settlements: Settlements;
  /** The end of the day of the first open entry. */
  #known: { readonly entry: number; readonly zone: string; readonly end: Instant } | null = null;

  constructor(settlements: Settlements) {
    this.#settlements = settlements;
  }

  /** When the day closes by itself; null while there is nothing to settle. */
  dueAt(): Instant | null {
    const { zone } = this.#settlements;
    const { until } = this.#settlements.last();
    // What was the first open entry stays so until it is settled.
    if (this.#known && this.#known.entry > until && this.#known.zone === zone)
      return this.#known.end;
    const first = this.#settlements.firstOpen(until);
    if (!first) return null;
    this.#known = { entry: first.entry, zone, end: businessDayEnd(first.at, zone) };
    return this.#known.end;
  }

  /** Closes the days that are over. What came after a day's end, however late this runs, is the next day's. */
  closeDue(now: Instant): void {
    for (let count = 0; count < MAX_AT_ONCE; count++) {
      const end = this.dueAt();
      if (end === null || now < end) return;
      const { until } = this.#settlements.last();
      this.#close(this.#settlements.lastBefore(until, end), (end - 1) as Instant, null, now);
    }
  }

  /** Closes what came after that settlement. Asked again, it answers with what was closed then. */
  close(
    after: number,
    terminal: number,
    now: Instant,
  ): Result<Settlement, "cursor-invalid" | "nothing-to-settle"> {
    this.closeDue(now);
    const { number, until } = this.#settlements.last();
    if (after > number) return refuse("cursor-invalid");
    const closed = this.#settlements.find(after + 1);
    if (closed) return ok(closed);
    const entry = this.#settlements.lastEntry();
    return entry === until
      ? refuse("nothing-to-settle")
      : ok(this.#close(entry, now, terminal, now));
  }

  #close(until: number, within: Instant, closedBy: number | null, closedAt: Instant): Settlement {
    const last = this.#settlements.last();
    const settlement: Settlement = {
      number: last.number + 1,
      day: businessDayOf(within, this.#settlements.zone),
      closedAt,
      closedBy,
      after: last.until,
      until,
      batches: batchesOf(this.#settlements.flows({ after: last.until, until })),
    };
    this.#settlements.keep(settlement);
    return settlement;
  }
}
