import { expect } from "vitest";
import { changesOf } from "./tenant.ts";

/** As many refusals are looked at together: what wrote anything stays counted, so one look sees all of them. */
const AT_ONCE = 50;

/** Watches objects in which refusals must change nothing. */
export class Still {
  readonly #objects: readonly DurableObjectStub[];
  /** What was counted before the refusals that nobody has looked at yet; null: not counted since something was let in. */
  #before: number | null = null;
  #refused: string[] = [];
  /** For whoever wants to know how much was tried. */
  cases = 0;
  refusals = 0;

  constructor(...objects: DurableObjectStub[]) {
    this.#objects = objects;
  }

  /** Before a request that may be let in, so that its doings are not taken for those of the refusals before it. */
  async expectAnything(): Promise<void> {
    await this.look();
    this.#before ??= await this.#count();
  }

  /** Before a request that will be refused for certain. */
  async expectRefusal(): Promise<void> {
    this.#before ??= await this.#count();
  }

  /** After one that was refused; `what` is shown when something changed. */
  async refused(what: string): Promise<void> {
    this.cases += 1;
    this.refusals += 1;
    this.#refused.push(what);
    if (this.#refused.length >= AT_ONCE) await this.look();
  }

  /** After one that was let in, or that is a fact itself. Refusals before it must have been looked at. */
  letIn(): void {
    expect(this.#refused, "let in, where a refusal was certain").toEqual([]);
    this.cases += 1;
    this.#before = null;
  }

  async look(): Promise<void> {
    if (this.#refused.length === 0) return;
    const after = await this.#count();
    expect(after, this.#refused.join("\n")).toBe(this.#before);
    this.#refused = [];
  }

  /** The objects have begun a new life, and count from nothing. */
  async begin(): Promise<void> {
    await this.look();
    this.#before = null;
  }

  async #count(): Promise<number> {
    const counts = await Promise.all(this.#objects.map((object) => changesOf(object)));
    return counts.reduce((sum, count) => sum + count, 0);
  }
}
