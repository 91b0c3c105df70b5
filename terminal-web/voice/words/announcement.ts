import type { Language } from "../../../worker/contract/merchant.ts";
import { amountWords } from "./amount-words.ts";

/** A result to be said aloud. */
export interface Announceable {
  readonly kind:
    | "paid"
    | "toppedUp"
    | "refunded"
    | "refundFailed"
    | "declined"
    | "cancelled"
    | "expired"
    | "checking";
  /** In minor units. */
  readonly amount: { readonly minor: number; readonly currency: string; readonly exponent: number };
  /** It happened a while ago. */
  readonly isLate: boolean;
}

interface Wording {
  say: Readonly<Record<Announceable["kind"], (amounts: string) => string>>;
  late: (sentence: string) => string;
  /** Between the amounts of one sentence. */
  and: string;
  /** Between all but the last two of them. */
  comma: string;
  /** Between sentences. */
  next: string;
}

const WORDINGS: Readonly<Record<Language, Wording>> = {
  en: {
    say: {
      paid: (amounts) => `received ${amounts}`,
      toppedUp: (amounts) => `wallet topped up with ${amounts}`,
      refunded: (amounts) => `refunded ${amounts}`,
      refundFailed: (amounts) => `refund of ${amounts} failed`,
      declined: (amounts) => `payment of ${amounts} declined`,
      cancelled: (amounts) => `payment of ${amounts} cancelled`,
      expired: (amounts) => `payment of ${amounts} expired`,
      checking: (amounts) => `still checking the payment of ${amounts}`,
    },
    late: (sentence) => `earlier: ${sentence}`,
    and: " and ",
    comma: ", ",
    next: ", and ",
  },
  zh: {
    say: {
      paid: (amounts) => `收款${amounts}`,
      toppedUp: (amounts) => `钱包充值${amounts}`,
      refunded: (amounts) => `退款${amounts}`,
      refundFailed: (amounts) => `${amounts}退款失败`,
      declined: (amounts) => `${amounts}支付失败`,
      cancelled: (amounts) => `${amounts}已取消`,
      expired: (amounts) => `${amounts}已过期`,
      checking: (amounts) => `${amounts}正在核实`,
    },
    late: (sentence) => `此前${sentence}`,
    and: "和",
    comma: "、",
    next: "，",
  },
};

/** What the till says of one result: "Received twenty-three fifty", 收款二十三元五角. */
export function announcement(event: Announceable, language: Language): string {
  return announcements([event], language);
}

/** What the till says of results that came together: one sentence, in their order; empty if there are none. */
export function announcements(events: readonly Announceable[], language: Language): string {
  const wording = WORDINGS[language];
  const sentences = alike(events).map((group) => {
    const [first] = group;
    const amounts = group.map(({ amount }) =>
      amountWords(amount.minor, amount.currency, amount.exponent, language),
    );
    const sentence = first === undefined ? "" : wording.say[first.kind](listed(amounts, wording));
    return first?.isLate === true ? wording.late(sentence) : sentence;
  });
  const text = sentences.join(wording.next);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Neighbours of one kind are said in one breath. */
function alike(events: readonly Announceable[]): Announceable[][] {
  const groups: Announceable[][] = [];
  for (const event of events) {
    const last = groups.at(-1)?.[0];
    if (last?.kind === event.kind && last.isLate === event.isLate) groups.at(-1)?.push(event);
    else groups.push([event]);
  }
  return groups;
}

function listed(amounts: readonly string[], { and, comma }: Wording): string {
  const last = amounts.at(-1) ?? "";
  return amounts.length < 2 ? last : `${amounts.slice(0, -1).join(comma)}${and}${last}`;
}
