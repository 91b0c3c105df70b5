import type { DisplayLink, DisplayList } from "../../worker/contract/display.ts";
import type { SaveFault } from "./place-desk.ts";

type Listed = DisplayList["displays"];

/** The screens that may watch this till, as they are being linked and unlinked. */
export interface DisplaysDesk {
  /** null until the server has said. */
  readonly displays: Listed | null;
  readonly status: "idle" | "asking" | "linking" | "unlinking";
  /** A link that waits to be opened on another screen, and the displays there were when it was made. */
  readonly link: (DisplayLink & { readonly known: readonly number[] }) | null;
  /** What has just come about. */
  readonly news: "linked" | "unlinked" | null;
  readonly fault: SaveFault | null;
}

export type DisplaysMessage =
  | { readonly type: "ask" }
  | { readonly type: "told"; readonly displays: Listed }
  | { readonly type: "link" }
  | { readonly type: "link-made"; readonly link: DisplayLink }
  | { readonly type: "link-closed" }
  | { readonly type: "unlink"; readonly number: number }
  | { readonly type: "unlinked"; readonly displays: Listed }
  | { readonly type: "failed"; readonly fault: SaveFault };

export type DisplaysTask =
  | { readonly type: "ask" }
  | { readonly type: "link" }
  | { readonly type: "unlink"; readonly number: number };

export interface DisplaysOutcome {
  readonly desk: DisplaysDesk;
  readonly task: DisplaysTask | null;
}

export const DISPLAYS_UNASKED: DisplaysDesk = {
  displays: null,
  status: "idle",
  link: null,
  news: null,
  fault: null,
};

export function updateDisplays(desk: DisplaysDesk, message: DisplaysMessage): DisplaysOutcome {
  switch (message.type) {
    case "ask":
      return desk.status === "idle"
        ? { desk: { ...desk, status: "asking" }, task: { type: "ask" } }
        : still(desk);
    case "told":
      return still({ ...hear(desk, message.displays), status: "idle", fault: null });
    case "link":
      return desk.status === "linking" || desk.status === "unlinking"
        ? still(desk)
        : { desk: { ...desk, status: "linking", news: null }, task: { type: "link" } };
    case "link-made": {
      const known = (desk.displays ?? []).map(({ number }) => number);
      return still({ ...desk, status: "idle", fault: null, link: { ...message.link, known } });
    }
    case "link-closed":
      return still({ ...desk, link: null });
    case "unlink":
      return desk.status === "linking" || desk.status === "unlinking"
        ? still(desk)
        : { desk: { ...desk, status: "unlinking", news: null }, task: message };
    case "unlinked": {
      const { displays } = message;
      return still({ ...desk, displays, status: "idle", news: "unlinked", fault: null });
    }
    case "failed":
      return still({ ...desk, status: "idle", fault: message.fault });
  }
}

/** The link has done its work when a display is there that was not. */
function hear(desk: DisplaysDesk, displays: Listed): DisplaysDesk {
  const { link } = desk;
  const isUsed = link !== null && displays.some(({ number }) => !link.known.includes(number));
  return isUsed ? { ...desk, displays, link: null, news: "linked" } : { ...desk, displays };
}

const still = (desk: DisplaysDesk): DisplaysOutcome => ({ desk, task: null });
