import type { EventView } from "../../worker/contract/event.ts";
import type { TerminalView } from "../../worker/contract/merchant.ts";
import type { OrderView } from "../../worker/contract/order.ts";
import { WINDOW_SECONDS, type Windows, windowAt } from "../../worker/contract/token.ts";
import type { Failure, Message, Task } from "./message.ts";
import { type Kept, type OpenTill, type Till, serverNow } from "./till.ts";
import { update } from "./update.ts";

/** A till of the tests, told messages one after the other at a clock that the test moves. */
export class TestTill {
  till: Till = { status: "starting" };
  now: number;
  /** What the last message asked for. */
  tasks: readonly Task[] = [];
  /** Everything that was ever asked for. */
  readonly allTasks: Task[] = [];

  constructor(now: number = NOON) {
    this.now = now;
  }

  tell(message: Message): this {
    const outcome = update(this.till, message, this.now);
    this.till = outcome.till;
    this.tasks = outcome.tasks;
    this.allTasks.push(...outcome.tasks);
    return this;
  }

  /** Lets time pass with a tick each second. */
  pass(ms: number): this {
    for (const end = this.now + ms; this.now < end;) {
      this.now = Math.min(end, this.now + 1_000);
      this.tell({ type: "tick" });
    }
    return this;
  }

  type(keys: string): this {
    for (const key of keys) {
      this.tell({ type: "press", key: key === "." ? "point" : (key as "0") });
    }
    return this;
  }

  get open(): OpenTill {
    if (this.till.status !== "open") throw new Error(`the till is ${this.till.status}`);
    return this.till;
  }

  get serverNow(): number {
    return serverNow(this.open, this.now);
  }

  taskOf<Type extends Task["type"]>(type: Type): Extract<Task, { type: Type }> | undefined {
    return this.tasks.find((task): task is Extract<Task, { type: Type }> => task.type === type);
  }

  countOf(type: Task["type"]): number {
    return this.allTasks.filter((task) => task.type === type).length;
  }
}

export const NOON = Date.UTC(2026, 9, 15, 12, 0, 0);

export const UNREACHABLE: Failure = { type: "unreachable", hasLeft: true };
export const OFFLINE: Failure = { type: "unreachable", hasLeft: false };
export const refused = (problem: Extract<Failure, { type: "refused" }>["problem"]): Failure => ({
  type: "refused",
  problem,
  isRetryable: problem === "fault" || problem === "temporarily-unavailable",
});

export const NOTHING_KEPT: Kept = { isKept: true };

export const timeText = (ms: number): string => new Date(ms).toISOString();

export function terminalView(now: number, changes: Partial<TerminalView> = {}): TerminalView {
  return {
    merchant: { id: "AAAAAAAAAAAAA", name: "Corner Bakery", currency: "EUR", language: "en" },
    terminal: { number: 3, name: "Counter", cell: null },
    nextCounter: 41,
    cursor: 100,
    serverTime: timeText(now),
    ...changes,
  };
}

/** A till that has just been told whose it is. */
export function openTill(changes: Partial<TerminalView> = {}, kept: Kept = NOTHING_KEPT): TestTill {
  const test = new TestTill();
  test.tell({ type: "opened", kept });
  test.tell({
    type: "terminal-told",
    view: terminalView(test.now, changes),
    asOf: null,
    sentAt: test.now,
    receivedAt: test.now,
  });
  return test.tell({ type: "connection", status: "live" });
}

export function windowsFrom(number: string, fromMs: number, count = 36): Windows {
  const from = windowAt(fromMs);
  const tokens = Array.from({ length: count }, (_, index) => `TOKEN${from + index}`);
  return { number, prefix: "HTTPS://TILL/T/", from, tokens, serverTime: timeText(fromMs) };
}

export function minted(test: TestTill, number: string, count = 36): TestTill {
  const windows = windowsFrom(number, test.serverNow, count);
  return test.tell({ type: "minted", windows, sentAt: test.now, receivedAt: test.now });
}

/** The order on the screen as the server would tell of it. */
export function viewOf(test: TestTill, changes: Partial<OrderView> = {}): OrderView {
  const { sale } = test.open;
  if (!sale) throw new Error("there is no sale");
  const { number, amount, lines, note } = sale.charge;
  return {
    number,
    amount,
    note,
    lines: [...lines],
    status: "placed",
    checking: false,
    test: false,
    cancelling: false,
    placedAt: timeText(sale.charge.startedAt),
    expiresAt: timeText(sale.charge.expiresAt),
    paidAt: null,
    declined: null,
    rail: null,
    match: null,
    words: null,
    receipt: null,
    strays: [],
    cash: null,
    refunds: [],
    ...changes,
  };
}

export function eventOf(
  test: TestTill,
  type: EventView["type"],
  order: OrderView,
  cursor: number,
  ageMs = 0,
): EventView {
  return { cursor, at: timeText(test.serverNow - ageMs), type, order };
}

export function feed(test: TestTill, ...events: EventView[]): TestTill {
  const cursor = events.at(-1)?.cursor ?? test.open.cursor ?? 0;
  return test.tell({ type: "feed", page: { events, cursor } });
}

/** A sale of 23.50 with its code on the screen, before the server has answered. */
export function charged(): TestTill {
  const test = openTill();
  minted(test.type("23.5"), "3-41");
  return test.tell({ type: "charge", unnamed: "Item" });
}

/** The same sale, known to the server. */
export function placed(): TestTill {
  const test = charged();
  const view = viewOf(test);
  return test.tell({ type: "placed", number: view.number, view, isNew: true, asOf: 100 });
}

export const WINDOW_MS = WINDOW_SECONDS * 1000;
