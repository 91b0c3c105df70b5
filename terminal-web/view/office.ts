import type { DisplayLink, DisplayList } from "../../worker/contract/display.ts";
import type { OrderPage } from "../../worker/contract/order.ts";
import type { Policy, Position } from "../../worker/contract/place.ts";
import type { DayView, SettlementPage, SettlementView } from "../../worker/contract/settlement.ts";
import type { RailsView } from "../../worker/contract/rails.ts";
import type { Result } from "../../worker/domain/result.ts";
import type { Coordinates } from "../state/coordinates.ts";
import type { SheetName } from "../state/day-desk.ts";
import type { LocateFault, SaveFault } from "../state/place-desk.ts";
import type { Range } from "../state/beacon-look.ts";
import type { OfficePhrases } from "./office-phrases-en.ts";
import type { Phrases } from "./phrases-en.ts";
import type { Stage } from "./stage.ts";

/** What the merchant can do about the beacon; what comes of it is in the till's state. Each is called in a tap. */
export interface BeaconDoor {
  /** Opens the browser's chooser. The code is that of an Eddystone beacon's lock, where it has one. */
  connect(lockCode: string | null): void;
  reconnect(): void;
  setRange(range: Range): void;
  forget(): void;
}

/** What the settings can do beyond this device's own choices. Every question is answered with a value; none throws. */
export interface Office {
  /** The middle of a cell; null where the core could not be loaded. */
  placeOf(cell: string): Coordinates | null;
  locate(): Promise<Result<Position, LocateFault>>;
  /** The till learns its new place by itself. */
  putPlace(place: Coordinates | null): Promise<Result<null, SaveFault>>;
  /** A key that makes a wish one, however often it is sent. */
  newKey(): string;
  policy(): Promise<Result<Policy, SaveFault>>;
  putPolicy(policy: Policy): Promise<Result<Policy, SaveFault>>;
  /** null until it has loaded. */
  beacon(): BeaconDoor | null;
  /** Where phones pick an order up, as it is printed for the counter. */
  readonly nearAddress: string;
  rails(): Promise<Result<RailsView, SaveFault>>;
  putRails(on: readonly string[]): Promise<Result<RailsView, SaveFault>>;
  displays(): Promise<Result<DisplayList, SaveFault>>;
  inviteDisplay(): Promise<Result<DisplayLink, SaveFault>>;
  /** The day so far; where nobody has said so yet, the shop's days end by this device's time zone from now on. */
  day(): Promise<Result<DayView, SaveFault>>;
  settlements(before: number | null): Promise<Result<SettlementPage, SaveFault>>;
  closeDay(after: number): Promise<Result<SettlementView, SaveFault>>;
  topUps(before: string | null): Promise<Result<OrderPage, SaveFault>>;
  /** Saves a list as a file of this device. */
  saveSheet(name: SheetName, settlement: number): Promise<Result<null, SaveFault>>;
  revokeDisplay(display: number): Promise<Result<DisplayList, SaveFault>>;
}

/** What the screens around the till are given. */
export interface OfficeStage extends Stage {
  readonly words: Phrases & OfficePhrases;
  readonly office: Office;
}
