import type { Dice } from "./dice.ts";
import type { History, Operation } from "./history.ts";
import type { Machine, Site } from "./machine.ts";

/** What a merchant's object answers: a value, or the reason why not. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

const FIRST_PATIENCE_MS = 2_000;

/** Somebody outside who asks over the network, and asks again with the same words until there is an answer. */
export class Client {
  readonly name: string;
  readonly #site: Site;
  readonly #history: History;
  readonly dice: Dice;
  readonly #merchant: Machine;

  constructor(name: string, site: Site, history: History, merchant: Machine, dice: Dice) {
    this.name = name;
    this.#site = site;
    this.#history = history;
    this.#merchant = merchant;
    this.dice = dice;
  }

  get now(): number {
    return this.#site.timeline.now;
  }

  /** Begins something in so many ms, unless the shop has closed by then. */
  later(ms: number, act: () => void): void {
    this.#site.timeline.in(ms, () => {
      if (!this.#site.isClosed()) act();
    });
  }

  /** Does something in so many ms, shop or no shop. */
  always(ms: number, act: () => void): void {
    this.#site.timeline.in(ms, act);
  }

  complain(law: string, detail: string): void {
    this.#site.complain(law, detail);
  }

  /** Asks so many times at most. `done` hears the first answer, or null when there was none. */
  ask(
    method: string,
    args: readonly unknown[],
    tries: number,
    done: (answer: Answer | null) => void,
    patienceMs = FIRST_PATIENCE_MS,
    of = this.#merchant,
  ): void {
    let isOver = false;
    const attempt = (left: number, waitMs: number): void => {
      if (isOver) return;
      if (left === 0) {
        isOver = true;
        return done(null);
      }
      this.#site.network.send(this.name, of.name, () =>
        of.receive(this.name, method, args, (answer) => {
          if (isOver) return;
          isOver = true;
          done(answer as Answer);
        }),
      );
      this.always(waitMs, () => attempt(left - 1, Math.min(waitMs * 2, 15_000)));
    };
    attempt(tries, patienceMs);
  }

  begin(number: number, operation: Parameters<History["invoke"]>[2]): Operation {
    return this.#history.invoke(number, this.now, operation);
  }

  end(operation: Operation, result: string): void {
    operation.answeredAt = this.now;
    operation.result = result;
  }

  /** The same, where a "no" is the answer to one sending only: another may have been, or may yet be, a "yes". */
  endOfMany(number: number, operation: Operation, result: string): void {
    this.end(operation, result);
    if (result !== "ok")
      this.#history.invoke(number, operation.invokedAt, {
        ...operation,
        answeredAt: Infinity,
        result: "",
      });
  }
}

export const resultOf = (answer: Answer): string => (answer.ok ? "ok" : answer.reason);
