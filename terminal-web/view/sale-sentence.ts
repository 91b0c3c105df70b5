import { type Charge, type Face, type Sale, faceOf } from "../state/sale.ts";
import { serverNow, windowsOf } from "../state/till.ts";
import { amountText } from "./amount-text.ts";
import { lookOf } from "./face-look.ts";
import type { Stage } from "./stage.ts";

type Reader = Pick<Stage, "words" | "locale">;

/** Everything that the screen shows of the sale, for the live region of screen readers; "" on the keypad. */
export function saleSentence(stage: Reader & Pick<Stage, "till" | "now">): string {
  const { till, now, words, locale } = stage;
  const { sale } = till;
  if (!sale) return "";
  const { charge } = sale;
  const face = faceOf(sale, windowsOf(till, charge.number), serverNow(till, now));
  const { word, text } = lookOf(face, words, charge.kind);
  const code = codeWordsOf(sale, face);
  return [
    amountText(charge.amount, locale),
    charge.part && partText(charge.part, stage),
    word,
    text,
    changeOf(sale, stage),
    code && `${wordsLead(face, words)} ${code}`,
    face.kind === "code" && till.beacon?.status === "stuck" && words.sale.offAir,
  ]
    .filter((part) => part)
    .join(words.stop);
}

export const partText = (
  { index, count, whole }: NonNullable<Charge["part"]>,
  { words, locale }: Reader,
): string => words.sale.part(index, count, amountText(whole, locale));

/** The two words that the customer's phone may ask for, while it has the bill. */
export function codeWordsOf(sale: Sale, face: Face): string | null {
  const isOpen = face.kind === "claimed" || face.kind === "declined";
  return isOpen && sale.status === "standing" ? sale.view.words : null;
}

export const wordsLead = (face: Face, { sale }: Reader["words"]): string =>
  face.kind === "claimed" && face.topUp ? sale.topUpWords : sale.wordsText;

/** What the cashier owes the customer, where it was paid with more cash than the amount. */
export function changeOf(sale: Sale, { words, locale }: Reader): string | null {
  const change = sale.status === "standing" ? sale.view.cash?.change : undefined;
  return change && change.minor > 0 ? words.sale.change(amountText(change, locale)) : null;
}
