import { MAX_LINES } from "../../worker/domain/bill.ts";
import { type Exponent, exponentOf, isCurrency } from "../../worker/domain/currency.ts";
import { type Minor, decimalText, isPayable } from "../../worker/domain/money.ts";
import { press } from "./amount-entry.ts";
import { type Draft, EMPTY_DRAFT, draftTotal, withEntryAsLine } from "./draft.ts";
import { type MerchantMessage, type Outcome, only } from "./message.ts";
import { closeMic } from "./mic.ts";
import type { Charge } from "./sale.ts";
import type { OpenTill } from "./till.ts";
import { wantNextWindows } from "./windows-in-hand.ts";

export type DraftMessage = Extract<
  MerchantMessage,
  {
    type:
      | "press"
      | "clear"
      | "add-entry"
      | "put-line"
      | "remove-line"
      | "write-note"
      | "turn"
      | "put-draft";
  }
>;

/** Two decimals stand in for a currency that this version does not know; the server refuses the charge. */
export function exponentOfTill(till: OpenTill): Exponent {
  const { currency } = till.profile.merchant;
  return isCurrency(currency) ? exponentOf(currency) : 2;
}

/** The draft after the merchant's hand. Typing asks for the next order's windows, so that they are here at the tap. */
export function updateDraft(till: OpenTill, message: DraftMessage, now: number): Outcome<OpenTill> {
  const exponent = exponentOfTill(till);
  const changed = changedDraft(till, message, exponent);
  const mic = micAfter(till, message);
  const drafted = { ...till, ...changed, mic };
  return draftTotal(drafted.draft, exponent) > 0 ? wantNextWindows(drafted, now) : only(drafted);
}

/** Who types wants the digits; a draft that was heard answers what was asked. */
function micAfter({ mic }: OpenTill, { type }: DraftMessage): OpenTill["mic"] {
  if (type === "press") return closeMic(mic);
  return type === "put-draft" || type === "clear" ? { ...mic, isAsking: false } : mic;
}

type Changed = Pick<OpenTill, "draft" | "hint">;

function changedDraft({ draft }: OpenTill, message: DraftMessage, exponent: Exponent): Changed {
  const { lines } = draft;
  switch (message.type) {
    case "press":
      return { draft: { ...draft, entry: press(draft.entry, message.key, exponent) }, hint: null };
    case "clear":
      // The first touch clears what is being typed; the second, the whole bill.
      return { draft: draft.entry === "" ? EMPTY_DRAFT : { ...draft, entry: "" }, hint: null };
    case "add-entry": {
      const added = withEntryAsLine(draft, exponent, message.name);
      if (!added.ok) return { draft, hint: added.reason === "too-many" ? "too-many" : "name" };
      return fitting(draft, added.value, exponent);
    }
    case "put-line": {
      if (message.index >= MAX_LINES) return { draft, hint: "too-many" };
      const put = { ...draft, lines: lines.toSpliced(message.index, 1, message.line) };
      return fitting(draft, put, exponent);
    }
    case "remove-line":
      return { draft: { ...draft, lines: lines.toSpliced(message.index, 1) }, hint: null };
    case "write-note":
      return { draft: { ...draft, note: message.note }, hint: null };
    case "turn": {
      const { kind: _, ...sale } = draft;
      return { draft: message.isTopUp ? { ...sale, kind: "top-up" } : sale, hint: null };
    }
    case "put-draft":
      return message.draft.lines.length > MAX_LINES
        ? { draft, hint: "too-many" }
        : fitting(draft, message.draft, exponent);
  }
}

/** The draft as it was wished for, unless that is more than one order may ask. */
function fitting(before: Draft, after: Draft, exponent: Exponent): Changed {
  const total = draftTotal(after, exponent);
  return total > 0 && !isPayable(total)
    ? { draft: before, hint: "too-much" }
    : { draft: after, hint: null };
}

/** The draft that would be charged as this was. */
export function draftOf(charge: Charge, exponent: Exponent): Draft {
  const { amount, lines, note, kind } = charge;
  const entry = lines.length > 0 ? "" : decimalText(amount.minor as Minor, exponent);
  return { entry, lines, note: note ?? "", ...(kind && { kind }) };
}
