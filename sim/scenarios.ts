import type { Plan } from "./bank.ts";
import { Payer } from "./payer.ts";
import type { Till } from "./till.ts";
import { TopUp } from "./top-up.ts";
import type { World } from "./world.ts";

/** One sale that goes well unless exactly one thing goes wrong. */
export interface Scenario {
  readonly name: string;
  /** What lies in the payer's wallet, where there is one. */
  readonly purse?: number;
  /** How its orders end when nothing goes wrong. */
  readonly ends: readonly string[];
  begin(world: World, till: Till, wallet: string): void;
}

/** When a scenario's shop closes, in ms. */
export const CLOSES_AT = 70_000;

function sale(
  world: World,
  till: Till,
  rail: string,
  minor: number,
  plans: readonly Plan[],
): number {
  const number = world.orderNumber();
  world.bank.plans.push(...plans);
  world.timeline.in(100, () => void till.placeOnly(number, minor, 60));
  comes(world, number, rail, 1_000);
  return number;
}

function comes(
  world: World,
  number: number,
  rail: string,
  at: number,
  isIdle = false,
  wallet?: string,
): void {
  const visit = {
    ...(wallet !== undefined && { wallet: { id: wallet, edge: world.edge } }),
    merchant: world.merchantId,
    number,
    rail,
    isIdle,
    isDetermined: true,
    evidence: () => ({ channel: "qr", tokenAgeMs: 4_000, cell: 0, position: null, network: null }),
    newKey: () => world.newKey(),
  };
  const payer = new Payer(world.client(`payer ${isIdle ? 1 : 0}`), world.facts, visit);
  world.timeline.in(at, () => payer.come());
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "a payment from a wallet, and some of it back",
    ends: ["paid"],
    purse: 10_000,
    begin(world, till, wallet) {
      const number = world.orderNumber();
      world.timeline.in(100, () => void till.placeOnly(number, 2_350, 60));
      comes(world, number, "bank", 1_000, false, wallet);
      world.timeline.in(15_000, () => till.refund(number, 1_000));
    },
  },
  {
    name: "a payment that the bank approves, and two refunds of it",
    ends: ["paid"],
    begin(world, till) {
      const number = sale(world, till, "bank", 2_350, ["approve"]);
      world.timeline.in(8_000, () => till.refund(number, 1_000));
      world.timeline.in(8_100, () => till.refund(number, 2_000));
    },
  },
  {
    name: "a payment that the bank holds until it is decided",
    ends: ["paid"],
    begin: (world, till) => void sale(world, till, "bank", 2_350, ["hold"]),
  },
  {
    name: "a payment that is declined, then made again, while the first one's money comes after all",
    ends: ["paid"],
    begin: (world, till) =>
      void sale(world, till, "bank", 2_350, ["decline, then take", "approve"]),
  },
  {
    name: "a payment that is cancelled while the rail is silent",
    ends: ["cancelled"],
    begin(world, till) {
      const number = sale(world, till, "sandbox", 66_04, []);
      world.timeline.in(5_000, () => till.cancel(number));
    },
  },
  {
    name: "cash for an order that a phone has open, and the cash back",
    ends: ["paid"],
    begin(world, till) {
      const number = world.orderNumber();
      world.timeline.in(100, () => void till.placeOnly(number, 2_350, 60));
      comes(world, number, "bank", 1_000, true);
      world.timeline.in(4_000, () => till.takeCash(number, 2_350));
      world.timeline.in(9_000, () => till.refund(number, 2_350));
    },
  },
  {
    name: "a phone that goes away with the bill, and another that comes when its lease is over",
    ends: ["paid"],
    begin(world, till) {
      const number = world.orderNumber();
      world.timeline.in(100, () => void till.placeOnly(number, 2_350, 120));
      comes(world, number, "bank", 500, true);
      world.bank.plans.push("one short", "approve");
      comes(world, number, "bank", 62_000);
    },
  },
  {
    name: "cash for a wallet, and the close of the day",
    ends: ["paid"],
    purse: 1_000,
    begin(world, till, wallet) {
      const topUp = new TopUp(world, till, "payer 0", wallet, true);
      world.timeline.in(100, () => topUp.begin(2_350));
      world.timeline.in(20_000, () => till.closeDay());
    },
  },
  {
    name: "a bill in two parts, one by phone and one in cash, and the close of the day",
    ends: ["cancelled", "paid", "paid"],
    begin(world, till) {
      const { timeline } = world;
      const bill = world.orderNumber();
      world.bank.plans.push("approve");
      timeline.in(100, () => void till.placeOnly(bill, 2_351, 60));
      timeline.in(2_000, () => till.cancel(bill));
      const [first, second] = [world.orderNumber(), world.orderNumber()];
      const part = (number: number, index: number, minor: number): void =>
        void till.placeOnly(number, minor, 60, undefined, { part: { of: bill, index, count: 2 } });
      timeline.in(5_000, () => part(first, 1, 1_176));
      timeline.in(6_000, () => part(second, 2, 1_175));
      comes(world, first, "bank", 7_000);
      timeline.in(12_000, () => till.takeCash(second, 1_175));
      timeline.in(20_000, () => till.closeDay());
    },
  },
];
