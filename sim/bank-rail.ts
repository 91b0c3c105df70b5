import type { Rail, RailSurroundings } from "../worker/rails/rail.ts";
import type { Bank } from "./bank.ts";
import type { Life, Machine } from "./machine.ts";
import type { Network } from "./network.ts";

type Notify = RailSurroundings["notify"];

/** One life's line to the bank. What is under way on it ends with the life. */
export class BankLine {
  readonly #machine: Machine;
  readonly #life: Life;
  readonly #network: Network;
  readonly #bank: Bank;
  notify: Notify = () => {};

  constructor(machine: Machine, life: Life, network: Network, bank: Bank) {
    this.#machine = machine;
    this.#life = life;
    this.#network = network;
    this.#bank = bank;
  }

  /** Puts a question to the bank, once this turn is kept. The answer comes in a turn of its own, or never. */
  ask<Answer>(put: (bank: Bank, reply: (answer: Answer) => void) => void): Promise<Answer> {
    const { name } = this.#machine;
    return new Promise((resolve) => {
      const reply = (answer: Answer): void =>
        this.#network.send("bank", name, () =>
          this.#machine.resume(this.#life, () => resolve(answer)),
        );
      this.#machine.output(this.#life, () =>
        this.#network.send(name, "bank", () => put(this.#bank, reply)),
      );
    });
  }
}

/** The rail as the product's cashier sees it. */
export const bankRail = (line: BankLine, { notify }: RailSurroundings): Rail => {
  line.notify = notify;
  return {
    name: "bank",
    title: "Bank" as Rail["title"],
    isTest: false,
    can: { instruct: true, void: true, refund: true },
    instruct: (attempt) => line.ask((bank, reply) => bank.instruct(attempt, reply)),
    lookUp: (attempt) => line.ask((bank, reply) => bank.lookUp(attempt, reply)),
    void: (attempt) => line.ask((bank, reply) => bank.void(attempt, reply)),
    release: (attempt) => line.ask((bank, reply) => bank.void(attempt, reply)),
    capture: (attempt) => line.ask((bank, reply) => bank.capture(attempt, reply)),
    refund: (refund) => line.ask((bank, reply) => bank.refund(refund, reply)),
  };
};
