import type { MerchantLaws } from "./merchant-laws.ts";

type Complain = (law: string, detail: string) => void;

/** What was acknowledged to somebody outside. It is true when it is said, and stays true to the end. */
export class Facts {
  readonly #laws: MerchantLaws;
  readonly #complain: Complain;
  readonly #acknowledged: (() => string | null)[] = [];

  constructor(laws: MerchantLaws, complain: Complain) {
    this.#laws = laws;
    this.#complain = complain;
  }

  placed(number: number, minor: number): void {
    this.#note(() => (this.#laws.orders.get(number)?.minor === minor ? null : `${number} placed`));
  }

  claimed(number: number, key: string): void {
    this.#note(() => {
      const order = this.#laws.orders.get(number);
      return order?.holder === key || order?.ended.has(key) ? null : `${number} claimed by ${key}`;
    });
  }

  declined(number: number, key: string): void {
    // A payment that was declined is never a payment after all.
    this.#note(() => {
      const order = this.#laws.orders.get(number);
      return order?.status === "paid" && order.instruction === key
        ? `${number} declined for ${key}`
        : null;
    });
  }

  paid(number: number, receipt: string): void {
    this.#note(() => {
      const order = this.#laws.orders.get(number);
      return order?.status === "paid" && receipt.endsWith(`.${order.receipt}`)
        ? null
        : `${number} paid`;
    });
  }

  ended(number: number, status: "cancelled" | "expired"): void {
    this.#note(() =>
      this.#laws.orders.get(number)?.status === status ? null : `${number} ${status}`,
    );
  }

  refunding(number: number, key: string): void {
    this.#note(() =>
      this.#laws.orders.get(number)?.refunds.has(key) ? null : `${number} refunded by ${key}`,
    );
  }

  /** Whether all that was ever acknowledged is still so. */
  check(): void {
    for (const stillSo of this.#acknowledged) {
      const lost = stillSo();
      if (lost !== null) this.#complain("what was acknowledged stays true", lost);
    }
  }

  #note(stillSo: () => string | null): void {
    this.#acknowledged.push(stillSo);
    const lost = stillSo();
    if (lost !== null) this.#complain("what is acknowledged is true", lost);
  }
}
