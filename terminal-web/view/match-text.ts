import type { MatchView } from "../../worker/contract/order.ts";
import type { MatchPhrases } from "./match-phrases.ts";
import { metresText } from "./metres-text.ts";
import { secondsText } from "./time-text.ts";

/** A network's place is a city's at best; only this far away does it speak against the phone. */
const ELSEWHERE_METRES = 200_000;
const TOGETHER_MS = 50;

/** How the two legs met, in one line that a cashier can read out. */
export function matchText(match: MatchView, words: MatchPhrases, locale: string): string {
  const { channel, tokenAgeMs, provedBy } = match;
  const parts = [
    words.channels[channel] ?? words.channelOther,
    (channel === "beacon" ? words.broadcastAge : words.age)(secondsText(tokenAgeMs)),
    gapText(match.gapMs, words),
    ...placeTexts(match, words, locale),
    provedBy === null ? undefined : words.provedBy[provedBy],
  ];
  return parts.filter((part) => part !== undefined).join(words.comma);
}

function gapText(gapMs: number, words: MatchPhrases): string {
  if (Math.abs(gapMs) < TOGETHER_MS) return words.together;
  const gap = secondsText(gapMs);
  return gapMs < 0 ? words.phoneFirst(gap) : words.phoneAfter(gap);
}

function placeTexts(match: MatchView, words: MatchPhrases, locale: string): string[] {
  const { phone, network, unknown } = match;
  const metres = (distance: number): string => metresText(distance, locale);
  // Without the till's place nothing can be said of the phone's, so one reason is enough.
  if (unknown.includes("terminal-place")) return [words.tillUnplaced];
  const isElsewhere = network !== null && network.atLeast >= ELSEWHERE_METRES;
  const texts = isElsewhere ? [words.networkBeyond(metres(network.atLeast))] : [];
  if (!phone) return [words.phoneSilent, ...texts];
  const { atLeast, within } = phone;
  if (within === null) return [words.beyond(metres(atLeast)), ...texts];
  const isNear = atLeast === 0;
  return [
    isNear ? words.within(metres(within)) : words.between(metres(atLeast), metres(within)),
    ...texts,
  ];
}
