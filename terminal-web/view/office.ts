import type { Policy, Position } from "../../worker/contract/place.ts";
import type { Result } from "../../worker/domain/result.ts";
import type { Coordinates } from "../state/coordinates.ts";
import type { LocateFault, SaveFault } from "../state/place-desk.ts";
import type { Stage } from "./stage.ts";

/** What the settings can do beyond this device's own choices. Every question is answered with a value; none throws. */
export interface Office {
  /** The middle of a cell; null where the core could not be loaded. */
  placeOf(cell: string): Coordinates | null;
  locate(): Promise<Result<Position, LocateFault>>;
  /** The till learns its new place by itself. */
  putPlace(place: Coordinates | null): Promise<Result<null, SaveFault>>;
  policy(): Promise<Result<Policy, SaveFault>>;
  putPolicy(policy: Policy): Promise<Result<Policy, SaveFault>>;
}

/** What the screens around the till are given. */
export interface OfficeStage extends Stage {
  readonly office: Office;
}
