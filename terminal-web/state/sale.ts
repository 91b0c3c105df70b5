import type { MoneyOut } from "../../worker/contract/fields.ts";
import type { OrderView, PartView } from "../../worker/contract/order.ts";
import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Line } from "../../worker/domain/bill.ts";
import type { Minor } from "../../worker/domain/money.ts";
import type { PlainText } from "../../worker/domain/plain-text.ts";
import { type Code, type CodeWindows, codeAt } from "./code-windows.ts";

/** What was charged: fixed at the tap, before anybody else knows of it. Instants are server milliseconds. */
export interface Charge {
  readonly number: string;
  readonly amount: MoneyOut;
  readonly lines: readonly Line[];
  readonly note: string | null;
  readonly kind?: "top-up";
  readonly startedAt: number;
  readonly expiresAt: number;
  /** Which part it is of a bill that is paid in parts. */
  readonly part?: ChargedPart;
}

export type ChargedPart = Omit<PartView, "lines">;

/** The sale on the screen, by how much the server is known to know of it. Local instants are ms of this device's clock. */
export type Sale =
  | {
      readonly status: "sending";
      readonly charge: Charge;
      /** How often it was tried before; the same number each time. */
      readonly attempts: number;
      /** When to try again; null while a try is under way. */
      readonly retryAt: number | null;
      /** False while every try failed before it could leave the device. */
      readonly mayHaveArrived: boolean;
      /** The number shown first was taken, so the code on the screen is another one now. */
      readonly isRenumbered: boolean;
    }
  /** Its number stands for another bill, so it waits for the next free one. */
  | {
      readonly status: "renumbering";
      readonly charge: Charge;
      readonly retryAt: number | null;
      /** Somebody may have scanned the code of the old number. */
      readonly isRenumbered: boolean;
    }
  | {
      readonly status: "standing";
      readonly charge: Charge;
      readonly view: OrderView;
      /** The cursor of the latest fact in `view`: answers that were asked for earlier are stale. */
      readonly cursor: number;
      /** What the merchant's wish to cancel has come to. */
      readonly cancel: "unwanted" | "asking" | { readonly retryAt: number };
      /** Local instant at which the result was learnt; null while there is none. */
      readonly endedAt: number | null;
      readonly isRenumbered: boolean;
    }
  /** Taken back by the merchant before the server was known to have it. Certain once it cannot come to anything. */
  | { readonly status: "withdrawn"; readonly charge: Charge; readonly isCertain: boolean }
  /** Its time went by without the server hearing of it, as far as anybody here knows. */
  | { readonly status: "unsent"; readonly charge: Charge; readonly isCertain: boolean }
  /** The server will never take it as it is. */
  | { readonly status: "refused"; readonly charge: Charge; readonly problem: ProblemType };

/** What the screen says of a sale. The code is there in one kind only: in every other it has disappeared. */
export type Face =
  | {
      readonly kind: "code";
      readonly code: Code;
      /** `stuck`: the server does not have the order yet, so a phone could not open it. */
      readonly leg: "sending" | "stuck" | "sent";
      readonly isRenumbered: boolean;
    }
  /** `topUp`: whether the customer has said into which wallet, where it is a top-up. */
  | { readonly kind: "claimed"; readonly topUp?: "waiting" | "ready" }
  | { readonly kind: "declined"; readonly reason: string }
  | { readonly kind: "paying" }
  | { readonly kind: "checking" }
  /** The merchant wants out: `rail` while the bank is being asked, `server` while we are. */
  | { readonly kind: "stopping"; readonly asked: "rail" | "server" }
  /** Its time is over by our clock, and nobody has told us what became of it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "paid"; readonly isTopUp?: true }
  | { readonly kind: "expired" }
  | { readonly kind: "cancelled"; readonly isCertain: boolean }
  | { readonly kind: "unsent"; readonly isCertain: boolean }
  | { readonly kind: "refused"; readonly problem: ProblemType };

export type FaceKind = Face["kind"];

/** How long an expired order may stay unexplained before the screen says that the result is not known. */
const EXPIRY_GRACE_MS = 3_000;

export function faceOf(sale: Sale, windows: CodeWindows | null, serverNow: number): Face {
  switch (sale.status) {
    case "sending": {
      const leg = sale.attempts === 0 ? "sending" : "stuck";
      const code = codeAt(windows, serverNow);
      return { kind: "code", code, leg, isRenumbered: sale.isRenumbered };
    }
    case "renumbering":
      return {
        kind: "code",
        code: { status: "awaited" },
        leg: sale.retryAt === null ? "sending" : "stuck",
        isRenumbered: sale.isRenumbered,
      };
    case "withdrawn":
      return { kind: "cancelled", isCertain: sale.isCertain };
    case "unsent":
      return { kind: "unsent", isCertain: sale.isCertain };
    case "refused":
      return { kind: "refused", problem: sale.problem };
    case "standing":
      return standingFace(sale, windows, serverNow);
  }
}

function standingFace(
  sale: Extract<Sale, { status: "standing" }>,
  windows: CodeWindows | null,
  serverNow: number,
): Face {
  const { view, cancel } = sale;
  if (view.status === "cancelled") return { kind: "cancelled", isCertain: true };
  if (view.status === "paid")
    return view.topUp ? { kind: "paid", isTopUp: true } : { kind: "paid" };
  if (view.status === "expired") return { kind: "expired" };
  if (view.cancelling) return { kind: "stopping", asked: "rail" };
  if (cancel !== "unwanted") return { kind: "stopping", asked: "server" };
  switch (view.status) {
    case "claimed":
      if (view.topUp)
        return { kind: "claimed", topUp: view.topUp === "ready" ? "ready" : "waiting" };
      return view.declined === null
        ? { kind: "claimed" }
        : { kind: "declined", reason: view.declined };
    case "paying":
      return view.checking ? { kind: "checking" } : { kind: "paying" };
    case "placed": {
      if (serverNow >= sale.charge.expiresAt + EXPIRY_GRACE_MS) return { kind: "unknown" };
      const code = codeAt(windows, serverNow);
      return { kind: "code", code, leg: "sent", isRenumbered: sale.isRenumbered };
    }
  }
}

export type FinalView = OrderView & { readonly status: "paid" | "expired" | "cancelled" };

/** True when the order itself can no longer change. */
export function isFinalView(view: OrderView): view is FinalView {
  return view.status === "paid" || view.status === "expired" || view.status === "cancelled";
}

/** True when nothing more will come of the sale on the screen, so that one tap leads to the next. */
export function isOver(sale: Sale): boolean {
  if (sale.status === "standing") return isFinalView(sale.view);
  return sale.status !== "sending" && sale.status !== "renumbering";
}

/** The charge of an order that the server told us of. */
export function chargeOf(view: OrderView): Charge {
  const { number, amount, lines, note } = view;
  return {
    number,
    amount,
    // The server has checked these texts and prices; they came back as it keeps them.
    lines: lines.map(({ name, quantity, unitPrice }) => ({
      name: name as PlainText,
      quantity,
      unitPrice: unitPrice as Minor,
    })),
    note,
    ...(view.topUp && { kind: "top-up" }),
    startedAt: Date.parse(view.placedAt),
    expiresAt: Date.parse(view.expiresAt),
    ...(view.part ? { part: chargedPartOf(view.part) } : {}),
  };
}

const chargedPartOf = ({ of, index, count, whole }: PartView): ChargedPart => ({
  of,
  index,
  count,
  whole,
});
