import type { Brand } from "./brand.ts";
import { holdsCardNumber } from "./card-number.ts";
import { type Result, ok, refuse } from "./result.ts";

/** Text that is safe to show to a stranger beside an amount of money: NFC, visible, one direction, bounded. */
export type PlainText = Brand<string, "PlainText">;

export type TextFault =
  | "empty"
  | "too-long"
  | "control"
  | "bidi-control"
  | "invisible"
  | "markup"
  | "combining"
  /** A whole card number, which nothing here may keep (PCI DSS 4.0, requirement 3). */
  | "card-number";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

// Joiners are letters' business in Persian and emoji; anywhere else they only hide something.
const HONEST_JOINERS =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)\u200D(?=\p{Extended_Pictographic})|(?<=\p{L}\p{M}?)\u200C(?=\p{L})/gu;
const BIDI_CONTROL = /\p{Bidi_Control}/u;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
// Formatting, private-use and unassigned code points, lone surrogates, and letters that draw nothing (Hangul fillers, Braille blank).
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115F\u1160\u2800\u3164\uFFA0]/u;
const MARKUP = /[<>]/u;
const STACKED_MARKS = /\p{M}{5}/u;

/** Checks and normalises text that people will read. `limit` counts graphemes, what a reader calls a character. */
export function plainText(text: string, limit: number): Result<PlainText, TextFault> {
  // Eight code units a grapheme is generous for every script, and bounds the work before it starts.
  if (text.length > limit * 8) return refuse("too-long");
  const normal = text.normalize("NFC").trim();
  if (normal === "") return refuse("empty");
  const visible = normal.replaceAll(HONEST_JOINERS, "");
  if (BIDI_CONTROL.test(visible)) return refuse("bidi-control");
  if (CONTROL.test(visible)) return refuse("control");
  if (INVISIBLE.test(visible)) return refuse("invisible");
  if (MARKUP.test(visible)) return refuse("markup");
  if (STACKED_MARKS.test(visible.normalize("NFD"))) return refuse("combining");
  if ([...graphemes.segment(normal)].length > limit) return refuse("too-long");
  if (holdsCardNumber(normal)) return refuse("card-number");
  return ok(normal as PlainText);
}
