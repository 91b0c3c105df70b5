import { timeOut } from "../contract/fields.ts";
import type { SheetPage } from "../contract/sheet.ts";
import { type Currency, exponentOf } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import { type Minor, decimalText, minus } from "../domain/money.ts";
import type { Stretch } from "../domain/settlement.ts";
import type { Line } from "../domain/bill.ts";
import type { Order } from "../domain/order.ts";
import {
  type OrderNumber,
  WALLET_PAGES,
  orderNumberText,
  terminalOf,
} from "../domain/order-number.ts";

/** What a merchant takes along into a spreadsheet: orders and journal lines, page by page. It only reads. */
export class Sheets {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  journal({ after, until }: Stretch, cursor: number, limit: number): SheetPage {
    const rows = this.#sql
      .exec<EntryRow>(
        `SELECT n.seq, e.at, e.number, n.debit, n.credit, n.currency, n.amount, n.pair
           FROM entries n JOIN events e ON e.seq = n.event
          WHERE n.seq > ? AND n.seq <= ? ORDER BY n.seq LIMIT ?`,
        Math.max(after, cursor),
        until,
        limit,
      )
      .toArray();
    return {
      columns: JOURNAL_COLUMNS,
      rows: rows.map((row) => [
        String(row.seq),
        timeOut(instant(row.at)),
        orderNumberText(row.number as OrderNumber),
        row.debit,
        row.credit,
        row.currency,
        decimal(row.amount as Minor, row.currency as Currency),
        row.pair,
      ]),
      next: rows.length === limit ? (rows.at(-1)?.seq ?? null) : null,
    };
  }

  /** Orders to which something happened in that stretch, as they are now; `lastEvent` ends it where no closing does. */
  orders(stretch: Stretch, lastEvent: number | null, cursor: number, limit: number): SheetPage {
    const until = lastEvent ?? this.#eventOf(stretch.until);
    const rows = this.#sql
      .exec<OrderRow>(
        `SELECT h.first, o.state FROM (
           SELECT min(seq) AS first, number FROM events WHERE seq > ? AND seq <= ? GROUP BY number
         ) h JOIN orders o ON o.number = h.number WHERE h.first > ? ORDER BY h.first LIMIT ?`,
        this.#eventOf(stretch.after),
        until,
        cursor,
        limit,
      )
      .toArray();
    return {
      columns: ORDER_COLUMNS,
      // Rows hold what the journal wrote, so they are read back as they were.
      rows: rows.map(({ state }) => orderCells(JSON.parse(state) as Order)),
      next: rows.length === limit ? (rows.at(-1)?.first ?? null) : null,
    };
  }

  #eventOf(entry: number): number {
    const query = "SELECT event FROM entries WHERE seq = ?";
    const [row] = this.#sql.exec<{ event: number }>(query, entry);
    return row?.event ?? 0;
  }
}

const JOURNAL_COLUMNS = ["entry", "at", "order", "debit", "credit", "currency", "amount", "pair"];

const ORDER_COLUMNS = [
  "order",
  "terminal",
  "placed_at",
  "status",
  "kind",
  "currency",
  "amount",
  "rail",
  "paid_at",
  "refunded",
  "tendered",
  "change",
  "part_of",
  "part",
  "items",
  "note",
];

const decimal = (minor: Minor, currency: Currency): string =>
  decimalText(minor, exponentOf(currency));

function orderCells(order: Order): string[] {
  const { number, placedAt, amount, kind, part, lines, note } = order.terms;
  const money = (minor: Minor): string => decimal(minor, amount.currency);
  const paid = order.status === "paid" ? order : null;
  const refunded = paid?.refunds
    .filter(({ status }) => status === "done")
    .reduce((sum, refund) => sum + refund.amount, 0);
  const tendered = paid?.tendered ?? null;
  return [
    orderNumberText(number),
    // No till has what was made on a wallet's own page.
    terminalOf(number) === WALLET_PAGES ? "" : String(terminalOf(number)),
    timeOut(placedAt),
    order.status,
    kind ?? "sale",
    amount.currency,
    money(amount.minor),
    paid?.attempt.rail ?? "",
    paid ? timeOut(paid.paidAt) : "",
    paid ? money(refunded as Minor) : "",
    tendered === null ? "" : money(tendered),
    tendered === null ? "" : money(minus(tendered, amount.minor)),
    part ? orderNumberText(part.of) : "",
    part ? `${part.index} of ${part.count}` : "",
    lines.map((line) => itemText(line, money)).join("; "),
    note ?? "",
  ];
}

const itemText = ({ name, quantity, unitPrice }: Line, money: (minor: Minor) => string): string =>
  `${name} ${quantity} x ${money(unitPrice)}`;

type EntryRow = {
  seq: number;
  at: number;
  number: number;
  debit: string;
  credit: string;
  currency: string;
  amount: number;
  pair: string;
};
type OrderRow = { first: number; state: string };
