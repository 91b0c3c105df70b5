import { amountText } from "../view/amount-text.ts";
import type { ShapeName } from "../view/shape.tsx";
import type { DisplayFace } from "./display-face.ts";
import type { DisplayPhrases } from "./display-phrases.ts";

/** How a face looks and what it says. The tones are the till's own, so that both screens agree across the counter. */
export interface FaceWords {
  readonly tone: "plain" | "busy" | "moving" | "warning" | "good" | "bad" | "late" | "off";
  readonly shape: ShapeName;
  readonly word: string;
  readonly text: string;
}

export function faceWords(face: DisplayFace, words: DisplayPhrases, locale: string): FaceWords {
  switch (face.kind) {
    case "idle":
      return { tone: "plain", shape: "none", word: words.idle, text: "" };
    case "code":
      return codeWords(face, words);
    case "claimed":
      return { tone: "busy", shape: "phone", word: words.claimed, text: words.claimedText };
    case "declined":
      return { tone: "bad", shape: "cross", word: words.declined, text: words.declinedText };
    case "paying":
      return { tone: "moving", shape: "waves", word: words.paying, text: words.payingText };
    case "checking":
      return { tone: "warning", shape: "question", word: words.checking, text: words.checkingText };
    case "unknown":
      return { tone: "warning", shape: "question", word: words.unknown, text: words.unknownText };
    case "paid": {
      const { change } = face.order;
      const text = change && change.minor > 0 ? words.change(amountText(change, locale)) : "";
      return { tone: "good", shape: "tick", word: words.paid, text };
    }
    case "expired":
      return { tone: "late", shape: "clock", word: words.expired, text: words.expiredText };
    case "cancelled":
      return { tone: "off", shape: "slash", word: words.cancelled, text: words.cancelledText };
  }
}

function codeWords(
  { code }: Extract<DisplayFace, { kind: "code" }>,
  words: DisplayPhrases,
): FaceWords {
  const look = { tone: "plain", shape: "none" } as const;
  switch (code.status) {
    case "ready":
      return { ...look, word: words.scan, text: words.scanText };
    case "awaited":
      return { ...look, word: words.awaited, text: "" };
    case "run-out":
      return { ...look, shape: "unsent", word: words.runOut, text: words.runOutText };
  }
}

/** One sentence with all that matters, for who listens to the screen; "" while it is idle. */
export function faceSentence(face: DisplayFace, words: DisplayPhrases, locale: string): string {
  if (face.kind === "idle") return "";
  const { word, text } = faceWords(face, words, locale);
  const said = face.kind === "claimed" && face.order.words !== null;
  const match = said ? `${words.words} ${face.order.words}` : "";
  return [amountText(face.order.amount, locale), word, text, match]
    .filter((part) => part !== "")
    .join(words.stop);
}
