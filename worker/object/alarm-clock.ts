import type { Instant } from "../domain/instant.ts";

/** The object's one alarm, never later than the earliest thing that is due. */
export class AlarmClock {
  readonly #setAlarm: (atMs: number) => void;
  #at: number | null;
  rowsWritten = 0;

  constructor(setAlarm: (atMs: number) => void, at: number | null) {
    this.#setAlarm = setAlarm;
    this.#at = at;
  }

  /** Makes sure that the alarm rings at this instant or before. */
  ringBy(at: Instant | null): void {
    if (at === null || (this.#at !== null && this.#at <= at)) return;
    this.#at = at;
    this.rowsWritten += 1;
    this.#setAlarm(at);
  }

  /** What the runtime says is set: an alarm that failed too often is gone, and nobody was told. */
  correct(at: number | null): void {
    this.#at = at;
  }

  /** The alarm has rung; none is set now. */
  rang(): void {
    this.#at = null;
  }
}
