/** Something that will happen; it does not when it has been called off. */
export interface Appointment {
  readonly at: number;
  calledOff: boolean;
}

/** A run in which more than this happens goes round in circles. */
const MAX_HAPPENINGS = 100_000;

interface Entry extends Appointment {
  readonly order: number;
  readonly happen: () => Promise<void> | void;
}

/** Simulated time, in ms from the start of the run: one thing after another, and nothing in between. */
export class Timeline {
  #now = 0;
  #made = 0;
  #happened = 0;
  /** How much of the time was leapt over, in ms. */
  leapt = 0;
  readonly #heap: Entry[] = [];

  get now(): number {
    return this.#now;
  }

  /** Makes an appointment in so many ms. What is due at the same instant happens in the order it was made. */
  in(ms: number, happen: () => Promise<void> | void): Appointment {
    const entry = {
      at: this.#now + Math.max(0, ms),
      order: this.#made++,
      happen,
      calledOff: false,
    };
    this.#push(entry);
    return entry;
  }

  /** Lets everything happen up to an instant. */
  async runUntil(end: number): Promise<void> {
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (next.calledOff) continue;
      this.#now = Math.max(this.#now, next.at);
      this.#happened += 1;
      if (this.#happened > MAX_HAPPENINGS) throw new Error("it goes round in circles");
      const turn = next.happen();
      if (turn) await turn;
    }
    this.#now = end;
  }

  /** It is so much later at once: what was to come in between comes now. */
  leap(ms: number): void {
    this.#now += ms;
    this.leapt += ms;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(entry, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      const [left, right] = [heap[below], heap[below + 1]];
      if (!left) break;
      if (right && isBefore(right, left)) below += 1;
      const child = heap[below];
      if (!child || !isBefore(child, last)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = last;
  }
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);
