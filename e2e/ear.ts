import type { CDPSession, Page } from "playwright-core";
import type { Device } from "./counter.ts";

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** What a screen reader is told of a page: its live regions, as they change, and its controls, as Chromium names them. */
export interface Ear {
  /** Role and name of everything that can be worked, in reading order: "button Charge". */
  controls(): Promise<string[]>;
  /** What was said since it was last asked. */
  said(): Promise<string[]>;
  /** Waits until it was said; throws with what was said instead. */
  hears(what: string | RegExp): Promise<void>;
}

/** An order that nobody pays is over after half a minute at the soonest. */
const PATIENCE_MS = 45_000;

const WORKED = new Set(["button", "link", "textbox", "radio", "checkbox", "combobox", "slider"]);

/** Listens from the page's first breath: give it to `prepare` of a device. */
export const withEar = (page: Page): Promise<unknown> => page.addInitScript(hearLiveRegions);

export async function earOf({ context, page }: Device): Promise<Ear> {
  const session: CDPSession = await context.newCDPSession(page);
  const heard = (): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));
  let before: string[] = [];
  return {
    async controls() {
      const { nodes } = (await session.send("Accessibility.getFullAXTree")) as unknown as {
        nodes: AxNode[];
      };
      return nodes
        .filter(({ ignored, role }) => !ignored && WORKED.has(role?.value ?? ""))
        .map(({ role, name }) => `${role?.value} ${name?.value}`);
    },
    async said() {
      const all = [...before, ...(await heard())];
      before = [];
      return all;
    },
    async hears(what) {
      const deadline = performance.now() + PATIENCE_MS;
      while (performance.now() < deadline) {
        before.push(...(await heard()));
        const at = before.findIndex((text) =>
          typeof what === "string" ? text.includes(what) : what.test(text),
        );
        if (at >= 0) {
          before = before.slice(at + 1);
          return;
        }
        await page.waitForTimeout(50);
      }
      throw new Error(`not said: ${what}; but: ${before.join(" | ")}`);
    },
  };
}

/**
 * Runs in the page. What screen readers say by themselves (WAI-ARIA 1.2, section 6.6.3): the text of a live region that
 * changes, and an alert that appears. What has the focus is said as well, and so is it here.
 */
function hearLiveRegions(): void {
  const said: string[] = [];
  Object.assign(globalThis, { said });
  const LIVE =
    "[role=alert], [role=status], [role=alertdialog], [aria-live=polite], [aria-live=assertive]";
  const last = new Map<Element, string>();
  const textOf = (region: Element): string => {
    const isHidden = region.closest("[hidden]") !== null;
    const label =
      region.getAttribute("role") === "alertdialog" ? region.getAttribute("aria-label") : "";
    return isHidden ? "" : `${label ?? ""} ${region.textContent ?? ""}`.replace(/\s+/g, " ").trim();
  };
  const hear = (): void => {
    for (const region of document.querySelectorAll(LIVE)) {
      const text = textOf(region);
      if (text !== "" && text !== last.get(region)) said.push(text);
      last.set(region, text);
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    hear();
    new MutationObserver(hear).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["hidden"],
    });
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) said.push(`[${target.ariaLabel ?? target.innerText}]`);
  });
}
