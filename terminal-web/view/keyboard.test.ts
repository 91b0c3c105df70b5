import { describe, it } from "vitest";
import { charged, openTill, placed, viewOf } from "../state/test-till.ts";
import { type Press, messageForKey } from "./keyboard.ts";

const press = (key: string, changes: Partial<Press> = {}): Press => ({
  key,
  isRepeat: false,
  hasModifier: false,
  focus: "page",
  ...changes,
});

describe("the keyboard on the keypad", () => {
  const { open } = openTill();
  const meaning = (key: string, changes?: Partial<Press>) =>
    messageForKey(press(key, changes), open, "Item");

  it("types digits, the point and corrections", ({ expect }) => {
    expect(["7", ".", ",", "Backspace"].map((key) => meaning(key))).toEqual([
      { type: "press", key: "7" },
      { type: "press", key: "point" },
      { type: "press", key: "point" },
      { type: "press", key: "backspace" },
    ]);
    expect(meaning("Escape")).toEqual({ type: "clear" });
  });

  it("charges with Enter", ({ expect }) => {
    expect(meaning("Enter")).toEqual({ type: "charge", unnamed: "Item" });
  });

  it("charges nobody with a key that is held down", ({ expect }) => {
    expect(meaning("Enter", { isRepeat: true })).toBeNull();
  });

  it("leaves a focused button its own Enter", ({ expect }) => {
    expect(meaning("Enter", { focus: "button" })).toBeNull();
  });

  it("leads from the voice panel to the digits with Escape, and with any digit", ({ expect }) => {
    const test = openTill().tell({ type: "mic", isDown: true });
    expect(messageForKey(press("Escape"), test.open, "")).toEqual({ type: "mic-close" });
    const typing = messageForKey(press("7"), test.open, "");
    expect(typing && test.tell(typing).open.mic.isOpen).toBe(false);
    expect(test.open.draft.entry).toBe("7");
  });

  it("leaves the browser its shortcuts and other keys", ({ expect }) => {
    expect(meaning("5", { hasModifier: true })).toBeNull();
    expect(["F5", "Tab", "a"].map((key) => meaning(key))).toEqual([null, null, null]);
  });
});

describe("the keyboard elsewhere", () => {
  it("goes back with Escape and types nothing", ({ expect }) => {
    const { open } = openTill().tell({ type: "show", screen: { name: "order", number: "3-1" } });
    expect(messageForKey(press("Escape", { focus: "field" }), open, "")).toEqual({
      type: "show",
      screen: { name: "orders" },
    });
    expect(messageForKey(press("5"), open, "")).toBeNull();
  });

  it.for([
    [{ name: "orders" }, { name: "till" }],
    [{ name: "day" }, { name: "orders" }],
    [
      { name: "refund", number: "3-1" },
      { name: "order", number: "3-1" },
    ],
    [{ name: "cash", number: "3-1" }, { name: "till" }],
    [{ name: "settings" }, { name: "till" }],
    [{ name: "beacon" }, { name: "settings" }],
    [{ name: "rails" }, { name: "settings" }],
    [{ name: "refund-limit" }, { name: "settings" }],
    [{ name: "policy" }, { name: "settings" }],
  ] as const)(
    "leads from %o back to %o, as the screen's own button does",
    ([from, to], { expect }) => {
      const { open } = openTill().tell({ type: "show", screen: from });
      expect(messageForKey(press("Escape"), open, "")).toEqual({ type: "show", screen: to });
    },
  );

  it("cancels a sale with Escape, but not by holding it down", ({ expect }) => {
    const { open } = charged();
    expect(messageForKey(press("Escape"), open, "")).toEqual({ type: "cancel", isSure: false });
    expect(messageForKey(press("Escape", { isRepeat: true }), open, "")).toBeNull();
    expect(messageForKey(press("Enter"), open, "")).toBeNull();
  });

  it("takes the question back with a second Escape", ({ expect }) => {
    const test = placed();
    test.tell({ type: "told", view: viewOf(test, { status: "claimed" }), asOf: 101 });
    test.tell({ type: "cancel", isSure: false });
    expect(messageForKey(press("Escape"), test.open, "")).toEqual({ type: "keep-waiting" });
  });

  it("leads from a result to the keypad", ({ expect }) => {
    const test = placed();
    test.tell({ type: "told", view: viewOf(test, { status: "paid" }), asOf: 101 });
    expect(["Enter", "Escape"].map((key) => messageForKey(press(key), test.open, ""))).toEqual([
      { type: "leave" },
      { type: "leave" },
    ]);
  });
});
