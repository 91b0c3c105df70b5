import { isDigitKey } from "../state/amount-entry.ts";
import type { MerchantMessage } from "../state/message.ts";
import { isOver } from "../state/sale.ts";
import type { OpenTill, Screen } from "../state/till.ts";

/** The part of a key press that matters here. */
export interface Press {
  readonly key: string;
  readonly isRepeat: boolean;
  readonly hasModifier: boolean;
  /** What has the focus: a `field` takes the text itself, a `button` its own Enter. */
  readonly focus: "field" | "button" | "page";
}

/** What matters of a browser's key press. */
export function pressOf(event: KeyboardEvent): Press {
  const target = event.target instanceof Element ? event.target : document.body;
  const isField = target.matches("input, textarea, select");
  return {
    key: event.key,
    isRepeat: event.repeat,
    hasModifier: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
    focus: isField ? "field" : target.matches("button, a") ? "button" : "page",
  };
}

/** What a key means: digits type, Enter charges, Escape goes back. null leaves the key to the browser. */
export function messageForKey(
  press: Press,
  till: OpenTill,
  unnamed: string,
): MerchantMessage | null {
  if (press.hasModifier) return null;
  if (till.screen.name !== "till") return press.key === "Escape" ? backFrom(till) : null;
  if (press.focus === "field") return null;
  if (!till.sale) {
    const isLeavingMic = till.mic.isOpen && press.key === "Escape";
    return isLeavingMic ? { type: "mic-close" } : keypadMessage(press, unnamed);
  }
  return saleMessage(press, till, isOver(till.sale));
}

/** Where the way back leads from the screens that are two steps from the till: to where their own button for it does. */
const BEFORE: Partial<Record<Screen["name"], "orders" | "settings">> = {
  order: "orders",
  day: "orders",
  rails: "settings",
  displays: "settings",
  place: "settings",
  policy: "settings",
  beacon: "settings",
  catalogue: "settings",
  "refund-limit": "settings",
};

function backFrom({ screen }: OpenTill): MerchantMessage {
  if (screen.name === "refund")
    return { type: "show", screen: { name: "order", number: screen.number } };
  return { type: "show", screen: { name: BEFORE[screen.name] ?? "till" } };
}

function keypadMessage({ key, isRepeat, focus }: Press, unnamed: string): MerchantMessage | null {
  if (isDigitKey(key)) return { type: "press", key };
  switch (key) {
    case ".":
    case ",":
      return { type: "press", key: "point" };
    case "Backspace":
      return { type: "press", key: "backspace" };
    case "Delete":
    case "Escape":
      return { type: "clear" };
    case "+":
      return { type: "add-entry", name: unnamed };
    case "Enter":
      // A key held down must not charge the next customer.
      return focus === "button" || isRepeat ? null : { type: "charge", unnamed };
    default:
      return null;
  }
}

function saleMessage(
  { key, isRepeat, focus }: Press,
  till: OpenTill,
  isDone: boolean,
): MerchantMessage | null {
  if (isDone) {
    if (isDigitKey(key)) return null;
    const leaves = key === "Escape" || (key === "Enter" && focus !== "button" && !isRepeat);
    return leaves ? { type: "leave" } : null;
  }
  if (key !== "Escape" || isRepeat) return null;
  return till.isStopAsked ? { type: "keep-waiting" } : { type: "cancel", isSure: false };
}
