import type { RailChoice, RailsView } from "../../worker/contract/rails.ts";
import type { SaveFault } from "./place-desk.ts";

/** The ways to pay that there are, as the merchant switches them. Every switch counts at once. */
export interface RailsDesk {
  /** What the server has; null until it has said. */
  readonly rails: readonly RailChoice[] | null;
  /** The one whose switch is under way. */
  readonly switching: string | null;
  readonly fault: SaveFault | null;
}

export type RailsMessage =
  | { readonly type: "ask" }
  | { readonly type: "told"; readonly view: RailsView }
  | { readonly type: "untold"; readonly fault: SaveFault }
  | { readonly type: "switch"; readonly name: string; readonly isOn: boolean };

export type RailsTask =
  | { readonly type: "ask" }
  | { readonly type: "put"; readonly on: readonly string[] };

export const RAILS_UNASKED: RailsDesk = { rails: null, switching: null, fault: null };

export function updateRails(
  desk: RailsDesk,
  message: RailsMessage,
): { readonly desk: RailsDesk; readonly task: RailsTask | null } {
  switch (message.type) {
    case "ask":
      return { desk: { ...desk, fault: null }, task: { type: "ask" } };
    case "told":
      return { desk: { rails: message.view.rails, switching: null, fault: null }, task: null };
    case "untold":
      return { desk: { ...desk, switching: null, fault: message.fault }, task: null };
    case "switch": {
      const { name, isOn } = message;
      // One at a time: each says the whole list, and a second would be made of an old one.
      if (!desk.rails || desk.switching !== null) return { desk, task: null };
      const on = desk.rails
        .filter((rail) => (rail.name === name ? isOn : rail.state === "on"))
        .map((rail) => rail.name);
      return { desk: { ...desk, switching: name, fault: null }, task: { type: "put", on } };
    }
  }
}
