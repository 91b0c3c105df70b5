import { expect } from "vitest";
import { changesOf } from "./tenant.ts";

/** As many requests are looked at together: what wrote anything stays counted, so one look sees all of them. */
const AT_ONCE = 50;

/** A request that can be sent again. */
export type Try = () => Promise<Tried>;

interface Tried {
  readonly status: number;
  /** Whether it must have changed nothing. */
  readonly isRefused: boolean;
  readonly what: string;
}

/** Watches objects in which refusals must change nothing. */
export class Still {
  readonly #objects: readonly DurableObjectStub[];
  #before: number | null = null;
  #tried: (Tried & { ask: Try })[] = [];
  #atOnce = AT_ONCE;
  /** For whoever wants to know how much was tried. */
  cases = 0;
  refusals = 0;

  constructor(...objects: DurableObjectStub[]) {
    this.#objects = objects;
  }

  /** Sends a request, and looks in time whether one that was refused changed anything. */
  async send(ask: Try): Promise<void> {
    this.#before ??= await this.#count();
    const answer = await ask();
    this.cases += 1;
    if (answer.status >= 400) this.refusals += 1;
    this.#tried.push({ ask, ...answer });
    if (this.#tried.length >= this.#atOnce) await this.look();
  }

  /**
   * Looks at what has been sent since the last look. Where a change may be that of one that was let in, each refused one
   * is sent again by itself; and fewer are sent together from then on, until nothing changes any more.
   */
  async look(): Promise<void> {
    const [tried, before] = [this.#tried, this.#before];
    this.#tried = [];
    this.#before = null;
    if (tried.length === 0) return;
    const after = await this.#count();
    if (after === before) {
      this.#before = after;
      this.#atOnce = Math.min(AT_ONCE, this.#atOnce * 2);
      return;
    }
    const refused = tried.filter(({ isRefused }) => isRefused);
    if (refused.length === tried.length)
      expect(after, refused.map(({ what }) => what).join("\n")).toBe(before);
    this.#atOnce = Math.ceil(this.#atOnce / 2);
    if (tried.length === 1) return;
    for (const { ask, what } of refused) {
      const asWas = await this.#count();
      if ((await ask()).isRefused) expect(await this.#count(), what).toBe(asWas);
    }
  }

  /** The objects have begun a new life, and count from nothing. What they were sent in the old one has been looked at. */
  begin(): void {
    expect(this.#tried).toEqual([]);
    this.#before = null;
  }

  async #count(): Promise<number> {
    const counts = await Promise.all(this.#objects.map((object) => changesOf(object)));
    return counts.reduce((sum, count) => sum + count, 0);
  }
}
