import type { OrderLedger } from "./order-ledger.ts";

type Complain = (law: string, detail: string) => void;

/** What must hold of bills in parts at every single commit: the whole and its parts are never more than one bill's money. */
export class SplitLaws {
  readonly #orders: ReadonlyMap<number, OrderLedger>;
  readonly #complain: Complain;
  readonly #parts = new Map<number, number[]>();

  constructor(orders: ReadonlyMap<number, OrderLedger>, complain: Complain) {
    this.#orders = orders;
    this.#complain = complain;
  }

  placed(number: number, bill: number): void {
    this.#parts.set(bill, [...(this.#parts.get(bill) ?? []), number]);
  }

  check(): void {
    for (const [bill, numbers] of this.#parts) {
      const whole = this.#orders.get(bill);
      const parts = numbers.flatMap((number) => this.#orders.get(number) ?? []);
      const isOver = whole?.status === "cancelled" || whole?.status === "expired";
      if (!isOver)
        this.#complain("a bill and its parts are never both open", `${bill} is ${whole?.status}`);
      const asked = parts
        .filter(({ status }) => status !== "cancelled" && status !== "expired")
        .reduce((sum, { minor }) => sum + minor, 0);
      if (whole && asked > whole.minor)
        this.#complain("parts never come to more than the bill", `${bill}: ${asked}`);
    }
  }
}
