import type { Settings } from "../state/settings.ts";

/** Tells the whole document which language and which light it is in. */
export interface PageLook {
  show(locale: string, look: Settings["look"]): void;
}

export function createPageLook(root: HTMLElement, isDark: MediaQueryList): PageLook {
  let chosen: Settings["look"] = "auto";

  function apply(): void {
    const auto = isDark.matches ? "dark" : "light";
    root.dataset["look"] = chosen === "auto" ? auto : chosen;
  }

  isDark.addEventListener("change", apply);
  return {
    show(locale, look) {
      root.lang = locale;
      chosen = look;
      apply();
    },
  };
}
