import { scanEnglish } from "./en/scan-english.ts";
import { type Heard, MAX_TRANSCRIPT, type SpeechContext } from "./heard.ts";
import { understood } from "./understand.ts";
import { scanMandarin } from "./zh/scan-mandarin.ts";

/*
 * How a doubt is settled. One rule each, for both languages; "asks" means candidates, the first of them the likeliest.
 *
 * said                                  comes to                   because
 * ------------------------------------  -------------------------  ------------------------------------------------
 * a unit, a symbol or a point           that amount                nothing is left to doubt
 * twenty-three fifty, 23 50, 23:50      23.50                      from twenty up nobody means 2,350 at a counter
 * twelve fifty, three fifty             asks 12.50, 1,250          below twenty both are said
 * the same beside a name                12.50                      a price in a list is with cents
 * the same, then "dollars"              asks 1,250, 12.50          the unit behind governs the whole
 * 2350, 350 without comma               asks 23.50, 2,350          recognisers write a pair so; not round hundreds
 * one two three, 一二三                  asks 1.23, 123             figures as on a keypad; one or two are rather whole
 * fifteen, fifty; 四十, 十四, 四, 十      asks with its twin         they sound alike and nothing else was said to check
 * a hundred and five                    asks 105, 100.05           "and five" may be the cents
 * 二百五, 三千五, 一万二                   asks 250, 205              an unstressed 零 is the first thing to be lost
 * 三块五, 三块零五                        3.50, 3.05                 毛 and 分 are left out by rule
 * twenty and thirty                     asks 50, 20.30             a sum, or dollars and cents
 * twenty dollars thirty dollars         asks 50, 30                a sum, or a correction without a word for it
 * two coffees (at) three fifty          each                       lines hold unit prices
 * two coffees for five                  asks 5 for all, for each   "for" says both
 * 包子三个五块                            asks 5 for all, for each   behind the name the quantity belongs to the price
 * a dozen eggs (at) four fifty          asks for all, for each     a dozen is a pack
 * half a duck, 2.5 斤, without "each"    asks                       weights are priced both ways
 * anything the catalogue confirms       the catalogue's reading    two sources agree
 * a total beside lines                  the lines, if they agree   else asks: the lines, the total
 * no wait, sorry, 不对                   asks new, old              people hesitate and keep the first
 * make that, change it to, 改成          the new one                nobody says it and keeps the old
 * scratch that, cancel that, 算了        what follows alone         the old one is thrown away
 * 三四十块, 三十多块                      nothing                    nobody can charge about so much
 * minus, percent, off, 打折, change      nothing                    the till does no sums on what it may have misheard
 * refund, 退款, another currency          nothing                    it must not charge what was to be paid back
 */

/** What a transcript of speech amounts to: a draft, candidates, a command, or why nothing. Takes time linear in its length. */
export function parseSpeech(transcript: string, context: SpeechContext): Heard {
  if (transcript.length > MAX_TRANSCRIPT) {
    return { kind: "none", reason: "too-long", unmatched: [] };
  }
  const scan = context.language === "zh" ? scanMandarin : scanEnglish;
  return understood(scan(transcript, context), context);
}
