import { describe, it } from "vitest";
import type { DisplayOrder, DisplayView } from "../../worker/contract/display.ts";
import { windowAt } from "../../worker/contract/token.ts";
import { displayFaceOf, needsCode } from "./display-face.ts";
import { DISPLAY_PHRASES } from "./display-phrases.ts";
import {
  type Display,
  type DisplayMessage,
  type Watching,
  updateDisplay,
} from "./display-state.ts";
import { faceSentence } from "./face-words.ts";

const NOW = Date.parse("2026-10-15T12:00:00.000Z");
/** This display's clock is a day ahead of the server's. */
const SKEW = 86_400_000;

const iso = (ms: number): string => new Date(ms).toISOString();

const ORDER: DisplayOrder = {
  number: "3-7",
  status: "placed",
  checking: false,
  amount: { minor: 2350, currency: "EUR", exponent: 2 },
  lines: [],
  note: null,
  expiresAt: iso(NOW + 300_000),
  hasDeclined: false,
  words: null,
  change: null,
  endedAt: null,
};

function view(order: DisplayOrder | null, more: Partial<DisplayView> = {}): DisplayView {
  const from = windowAt(NOW);
  const tokens = ["A", "B", "C", "D", "E", "F"];
  const code = { number: "3-7", prefix: "P/", from, tokens, serverTime: iso(NOW) };
  return {
    shop: "Corner Bakery",
    terminal: "Till 3",
    language: "en",
    order,
    code: order?.status === "placed" ? code : null,
    cursor: 5,
    serverTime: iso(NOW),
    ...more,
  };
}

const told = (shown: DisplayView, at = NOW + SKEW): DisplayMessage => ({
  type: "told",
  view: shown,
  sentAt: at,
  receivedAt: at,
});

function after(...messages: DisplayMessage[]): Display {
  return [{ type: "linked" } as const, ...messages].reduce<Display>(updateDisplay, {
    status: "starting",
  });
}

const watching = (...messages: DisplayMessage[]): Watching => after(...messages) as Watching;
const ended = (status: "paid" | "expired" | "cancelled"): DisplayView =>
  view({ ...ORDER, status, endedAt: iso(NOW) });

describe("a display", () => {
  it("shows the code of this very window, by the server's clock and not by its own", ({
    expect,
  }) => {
    const display = watching(told(view(ORDER)));
    const code = (at: number): unknown => {
      const face = displayFaceOf(display, at + SKEW);
      return face.kind === "code" && face.code.status === "ready" ? face.code.token : face;
    };
    expect(code(NOW)).toBe("A");
    expect(code(NOW + 10_000)).toBe("B");
    expect(code(NOW + 60_000)).toMatchObject({ code: { status: "run-out" } });
  });

  it("asks for more of the code before it runs out, and for none once it is claimed", ({
    expect,
  }) => {
    const display = watching(told(view(ORDER)));
    expect(needsCode(display, NOW + SKEW)).toBe(false);
    expect(needsCode(display, NOW + SKEW + 30_000)).toBe(true);
    const claimed = watching(told(view({ ...ORDER, status: "claimed" })));
    expect(needsCode(claimed, NOW + SKEW + 30_000)).toBe(false);
  });

  it("goes back to the shop's name when a result has stood long enough", ({ expect }) => {
    for (const status of ["paid", "expired", "cancelled"] as const) {
      const display = watching(told(ended(status)));
      expect(displayFaceOf(display, NOW + SKEW + 5_000).kind).toBe(status);
      expect(displayFaceOf(display, NOW + SKEW + 10_000).kind).toBe("idle");
    }
    expect(displayFaceOf(watching(told(view(null))), NOW).kind).toBe("idle");
  });

  it("never goes back to an older word, whichever way was slower", ({ expect }) => {
    const display = watching(
      told(view({ ...ORDER, status: "claimed" }, { cursor: 6 })),
      told(view(ORDER)),
    );
    expect(display.view?.order?.status).toBe("claimed");
    const same = watching(told(view(ORDER, { serverTime: iso(NOW + 1_000) })), told(view(null)));
    expect(same.view?.order?.number).toBe("3-7");
  });

  it("says that it does not know, where a customer may have paid and no word comes", ({
    expect,
  }) => {
    const offline: DisplayMessage = { type: "connection", status: "offline" };
    const late = NOW + SKEW + 304_000;
    const paying = view({ ...ORDER, status: "paying" });
    expect(displayFaceOf(watching(told(paying), offline), late).kind).toBe("unknown");
    expect(displayFaceOf(watching(told(view(ORDER)), offline), late).kind).toBe("idle");
  });

  it("does not tell the queue why a bank said no", ({ expect }) => {
    const declined = view({ ...ORDER, status: "claimed", hasDeclined: true });
    const face = displayFaceOf(watching(told(declined)), NOW + SKEW);
    expect(face.kind).toBe("declined");
    const sentence = faceSentence(face, DISPLAY_PHRASES.en, "en");
    expect(sentence).toContain("€23.50");
    expect(sentence).not.toMatch(/enough|bank/i);
  });

  it("ends when it is unlinked, and begins anew where the server's history is shorter", ({
    expect,
  }) => {
    const refused = (problem: "unauthenticated" | "cursor-invalid"): DisplayMessage => ({
      type: "refused",
      failure: { type: "refused", problem, isRetryable: false },
    });
    expect(after(told(view(ORDER)), refused("unauthenticated"))).toEqual({
      status: "unlinked",
      reason: "unlinked",
    });
    const restored = watching(
      told(view(ORDER, { cursor: 90 })),
      refused("cursor-invalid"),
      told(view(null)),
    );
    expect(restored.view?.cursor).toBe(5);
  });

  it("tells a link that is used up from a network that is not there", ({ expect }) => {
    const failed = (problem: "display-link-invalid" | "displays-too-many"): DisplayMessage => ({
      type: "link-failed",
      failure: { type: "refused", problem, isRetryable: false },
    });
    expect(after(failed("display-link-invalid"))).toMatchObject({ reason: "bad-link" });
    expect(after(failed("displays-too-many"))).toMatchObject({ reason: "full" });
    const lost: DisplayMessage = {
      type: "link-failed",
      failure: { type: "unreachable", hasLeft: true },
    };
    expect(after(lost)).toEqual({ status: "linking", isUnreachable: true });
  });
});
