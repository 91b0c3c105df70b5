import type { Client } from "./client.ts";

/** Somebody who plays with an order: no limit on it may be passed, and nothing else may come of it. */
export class Player {
  readonly #client: Client;
  readonly #merchant: string;
  readonly #number: number;
  readonly #newKey: () => string;

  constructor(client: Client, merchant: string, number: number, newKey: () => string) {
    this.#client = client;
    this.#merchant = merchant;
    this.#number = number;
    this.#newKey = newKey;
  }

  /** Claims and lets go. */
  claimOften(times: number): void {
    const claim = this.#claim();
    this.#client.ask("claim", [claim, EVIDENCE], 4, (answer) => {
      if (!answer?.ok || times === 0) return;
      this.#client.ask("release", [claim], 4, () => this.claimOften(times - 1));
    });
  }

  /** Claims and lets go until more is asked of it, and then only sits there. */
  sit(times = 4): void {
    const claim = this.#claim();
    this.#client.ask("claim", [claim, EVIDENCE], 4, (answer) => {
      if (!answer?.ok) return;
      if (times > 0) return this.#client.ask("release", [claim], 4, () => this.sit(times - 1));
      for (let ms = 5_000; ms < 60_000; ms += 11_000)
        this.#client.later(ms, () => this.#client.ask("claimView", [claim, 0, 0], 1, () => {}));
    });
  }

  /** Claims once, and is declined as often as it likes. */
  payOften(times: number): void {
    const claim = this.#claim();
    this.#client.ask("claim", [claim, EVIDENCE], 4, (answer) => {
      if (answer?.ok) this.#pay(claim, times);
    });
  }

  #pay(claim: object, times: number): void {
    const instruction = { key: this.#newKey(), rail: "sandbox" };
    this.#client.ask("instruct", [claim, instruction], 3, (answer) => {
      if (answer?.ok)
        this.#client.complain("what the rail declines is not paid", `${this.#number}`);
      if (times > 0 && answer) this.#pay(claim, times - 1);
    });
  }

  #claim(): object {
    return { merchant: this.#merchant, number: this.#number, secret: this.#newKey() };
  }
}

const EVIDENCE = { channel: "qr", tokenAgeMs: 1, cell: 0, position: null, network: null };
