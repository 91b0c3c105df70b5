import { faceOf } from "../state/sale.ts";
import { serverNow, windowsOf } from "../state/till.ts";
import { amountText } from "./amount-text.ts";
import { lookOf } from "./face-look.ts";
import type { Stage } from "./stage.ts";

/** One sentence that says what the screen shows of the sale, for the live region of screen readers; "" on the keypad. */
export function saleSentence(stage: Pick<Stage, "till" | "now" | "words" | "locale">): string {
  const { till, now, words, locale } = stage;
  if (!till.sale) return "";
  const { charge } = till.sale;
  const face = faceOf(till.sale, windowsOf(till, charge.number), serverNow(till, now));
  const { word, text } = lookOf(face, words, charge.kind);
  return [amountText(charge.amount, locale), word, text]
    .filter((part) => part !== "")
    .join(words.stop);
}
