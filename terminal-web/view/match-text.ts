import type { MatchView } from "../../worker/contract/order.ts";
import type { Phrases } from "./phrases-en.ts";
import { secondsText } from "./time-text.ts";

/** How the two legs met, in one line that a cashier can read out. */
export function matchText(match: MatchView, words: Phrases, locale: string): string {
  const { channel, tokenAgeMs, gapMs, phone, provedBy } = match;
  const gap = secondsText(gapMs);
  const parts = [
    words.matchText(
      words.channels[channel] ?? channel,
      secondsText(tokenAgeMs),
      gapMs < 0 ? words.phoneFirst(gap) : words.phoneAfter(gap),
    ),
    phone ? distanceText(phone, words, locale) : words.distanceUnknown,
    provedBy === null ? undefined : words.provedBy[provedBy],
  ];
  return new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(
    parts.filter((part) => part !== undefined),
  );
}

function distanceText(
  { atLeast, within }: NonNullable<MatchView["phone"]>,
  words: Phrases,
  locale: string,
): string {
  return within === null
    ? words.distanceBeyond(metresText(atLeast, locale))
    : words.distanceWithin(metresText(within, locale));
}

/** Metres up to a kilometre, kilometres from there on. */
function metresText(metres: number, locale: string): string {
  const isFar = metres >= 1_000;
  const unit = isFar ? "kilometer" : "meter";
  return new Intl.NumberFormat(locale, { style: "unit", unit }).format(
    isFar ? metres / 1_000 : metres,
  );
}
