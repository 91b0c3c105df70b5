import type { NearSays, NearTrouble } from "../../near-sentences.ts";

export const element = (name: string): HTMLElement => document.querySelector(name) as HTMLElement;

export const says = JSON.parse(element("main").dataset["say"] as string) as NearSays;

const now = element("#doing");

/** What the page last said was going on. */
export const doing = (): string | null => now.textContent;

/** One line of what is going on; nothing of an earlier trouble beside it. */
export function tell(text: string): void {
  now.textContent = text;
  element("#trouble").replaceChildren();
}

/** What is in the way and what to do; everything else stays as it was. */
export function show(trouble: NearTrouble): void {
  tell("");
  const place = element("#trouble");
  place.dataset["kind"] = trouble;
  place.append(
    ...says.trouble[trouble].map((text, index) => {
      const line = document.createElement(index === 0 ? "h2" : "p");
      line.textContent = text;
      return line;
    }),
  );
}
