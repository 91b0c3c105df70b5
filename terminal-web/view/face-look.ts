import type { Charge, Face } from "../state/sale.ts";
import type { Phrases } from "./phrases-en.ts";
import type { ShapeName } from "./shape.tsx";

/** How a face looks and what it says: the colour, the shape and the word each tell it from all others. */
export interface FaceLook {
  readonly tone:
    | "plain"
    | "busy"
    | "moving"
    | "stopping"
    | "warning"
    | "good"
    | "bad"
    | "late"
    | "off";
  readonly shape: ShapeName;
  readonly word: string;
  readonly text: string;
}

export function lookOf(face: Face, words: Phrases, kind?: Charge["kind"]): FaceLook {
  const { sale } = words;
  switch (face.kind) {
    case "code":
      return codeLook(face, words, kind);
    case "claimed":
      return { tone: "busy", shape: "phone", ...claimedWords(face, words) };
    case "paying":
      return { tone: "moving", shape: "waves", word: sale.paying, text: sale.payingText };
    case "declined": {
      const reason = words.declines[face.reason];
      const text = reason ? sale.because(reason, sale.declinedText) : sale.declinedText;
      return { tone: "bad", shape: "cross", word: sale.declined, text };
    }
    case "checking":
      return { tone: "warning", shape: "question", word: sale.checking, text: sale.checkingText };
    case "unknown":
      return { tone: "warning", shape: "question", word: sale.unknown, text: sale.unknownText };
    case "stopping":
      return face.asked === "rail"
        ? { tone: "stopping", shape: "hand", word: sale.stoppingRail, text: sale.stoppingRailText }
        : { tone: "stopping", shape: "hand", word: sale.stoppingServer, text: "" };
    case "paid":
      return {
        tone: "good",
        shape: "tick",
        word: face.isTopUp ? sale.toppedUp : sale.paid,
        text: "",
      };
    case "expired":
      return { tone: "late", shape: "clock", word: sale.expired, text: sale.expiredText };
    case "cancelled": {
      const text = face.isCertain ? sale.cancelledText : sale.cancelledUnsure;
      return { tone: "off", shape: "slash", word: sale.cancelled, text };
    }
    case "unsent": {
      const text = face.isCertain ? sale.unsentText : sale.unsentUnsure;
      return { tone: "bad", shape: "unsent", word: sale.unsent, text };
    }
    case "refused": {
      const text = words.refusals[face.problem] ?? words.refusalOther;
      return { tone: "bad", shape: "bang", word: sale.refused, text };
    }
  }
}

function claimedWords(
  { topUp }: Extract<Face, { kind: "claimed" }>,
  { sale }: Phrases,
): Pick<FaceLook, "word" | "text"> {
  if (topUp === "ready") return { word: sale.topUpReady, text: sale.topUpReadyText };
  const text = topUp === "waiting" ? sale.topUpWaitingText : sale.claimedText;
  return { word: sale.claimed, text };
}

function codeLook(
  face: Extract<Face, { kind: "code" }>,
  { sale }: Phrases,
  kind: Charge["kind"],
): FaceLook {
  const look = { tone: "plain", shape: "none" } as const;
  if (face.leg === "stuck")
    return { ...look, shape: "unsent", word: sale.stuck, text: sale.stuckText };
  switch (face.code.status) {
    case "run-out":
      return { ...look, shape: "unsent", word: sale.runOut, text: sale.runOutText };
    case "awaited":
      return { ...look, word: sale.awaited, text: "" };
    case "ready":
      return {
        ...look,
        word: kind ? sale.topUpScan : sale.scan,
        text: face.isRenumbered ? sale.renumbered : sale.scanText,
      };
  }
}
