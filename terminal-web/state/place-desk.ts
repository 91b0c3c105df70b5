import type { Position } from "../../worker/contract/place.ts";
import type { Coordinates } from "./coordinates.ts";
import { type PlaceTextFault, parsePlace } from "./place-text.ts";

/** Why the device does not say where it is. `insecure`: the page came over plain http, where browsers do not tell. */
export type LocateFault = "unsupported" | "insecure" | "not-allowed" | "unavailable" | "timeout";

/** `unanswered`: it went out, and whether it arrived is not known. */
export type SaveFault = "offline" | "unanswered" | "refused" | "forbidden";

/** Where the merchant says that this till stands, as it is being said. */
export type PlaceDesk =
  | { readonly step: "idle" }
  | { readonly step: "locating" }
  /** The device's answer waits for a nod: its accuracy may be too poor. */
  | { readonly step: "located"; readonly position: Position }
  | { readonly step: "saving"; readonly before: Coordinates | null }
  /** `before` is where the till stood, for the way back. */
  | { readonly step: "saved"; readonly before: Coordinates | null; readonly isUndone: boolean }
  | { readonly step: "failed"; readonly fault: LocateFault | PlaceTextFault | SaveFault };

/** `before`, where asked for, is where the till stands now. */
export type PlaceMessage =
  | { readonly type: "locate" }
  | { readonly type: "located"; readonly position: Position }
  | { readonly type: "not-located"; readonly fault: LocateFault }
  | { readonly type: "nod"; readonly before: Coordinates | null }
  | { readonly type: "write"; readonly text: string; readonly before: Coordinates | null }
  | { readonly type: "forget"; readonly before: Coordinates | null }
  | { readonly type: "undo" }
  | { readonly type: "saved"; readonly isUndone: boolean }
  | { readonly type: "not-saved"; readonly fault: SaveFault };

export type PlaceTask =
  | { readonly type: "locate" }
  | { readonly type: "save"; readonly place: Coordinates | null; readonly isUndone: boolean };

export interface PlaceOutcome {
  readonly desk: PlaceDesk;
  readonly task: PlaceTask | null;
}

export const NO_PLACE_ASKED: PlaceDesk = { step: "idle" };

/** The desk after a message. While something is on its way, further wishes wait for nothing: they are dropped. */
export function updatePlace(desk: PlaceDesk, message: PlaceMessage): PlaceOutcome {
  switch (message.type) {
    case "located":
      return still(
        desk.step === "locating" ? { step: "located", position: message.position } : desk,
      );
    case "not-located":
      return still(desk.step === "locating" ? { step: "failed", fault: message.fault } : desk);
    case "saved":
      return still(
        desk.step === "saving"
          ? { step: "saved", before: desk.before, isUndone: message.isUndone }
          : desk,
      );
    case "not-saved":
      return still(desk.step === "saving" ? { step: "failed", fault: message.fault } : desk);
  }
  return desk.step === "saving" ? still(desk) : wished(desk, message);
}

type Wish = Extract<PlaceMessage, { type: "locate" | "nod" | "write" | "forget" | "undo" }>;

function wished(desk: PlaceDesk, wish: Wish): PlaceOutcome {
  switch (wish.type) {
    case "locate":
      return desk.step === "locating"
        ? still(desk)
        : { desk: { step: "locating" }, task: { type: "locate" } };
    case "nod":
      return desk.step === "located" ? save(placeOf(desk.position), wish.before) : still(desk);
    case "write": {
      const read = parsePlace(wish.text);
      return read.ok
        ? save(read.value, wish.before)
        : still({ step: "failed", fault: read.reason });
    }
    case "forget":
      return save(null, wish.before);
    case "undo":
      return desk.step === "saved" && !desk.isUndone
        ? { ...save(desk.before, null), task: { type: "save", place: desk.before, isUndone: true } }
        : still(desk);
  }
}

const still = (desk: PlaceDesk): PlaceOutcome => ({ desk, task: null });

const save = (place: Coordinates | null, before: Coordinates | null): PlaceOutcome => ({
  desk: { step: "saving", before },
  task: { type: "save", place, isUndone: false },
});

const placeOf = ({ latitude, longitude }: Position): Coordinates => ({ latitude, longitude });
