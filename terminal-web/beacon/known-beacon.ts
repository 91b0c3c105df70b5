import * as v from "valibot";
import { RANGES } from "../state/beacon-look.ts";

/** What is remembered of the beacon between visits and over reloads. */
export const KnownBeacon = v.object({
  /** The browser's own name for the device on this origin. */
  id: v.string(),
  name: v.string(),
  driver: v.picklist(["eddystone", "espruino"]),
  key: v.nullable(v.string()),
  range: v.picklist(RANGES),
});
export type KnownBeacon = v.InferOutput<typeof KnownBeacon>;

/** The end of what a beacon may send that we have not spoken with yet: nothing of ours. */
export const NEVER_MET = Number.MAX_SAFE_INTEGER;

/** What is on the air, as far as we know. */
export const Air = v.variant("status", [
  v.object({ status: v.literal("silent") }),
  /** `until`: local ms. */
  v.object({ status: v.literal("showing"), handle: v.string(), until: v.number() }),
  /** A visit was cut short, or has only begun: an order may be on the air, and not beyond `until` if that was for the beacon to see to. */
  v.object({ status: v.literal("unsure"), until: v.number() }),
]);
export type Air = v.InferOutput<typeof Air>;

/** What outlives the page. */
const Kept = v.object({ beacon: KnownBeacon, air: Air });
export type KeptBeacon = v.InferOutput<typeof Kept>;

/** What was kept, if it is something that this version wrote. */
export function parseKept(value: unknown): KeptBeacon | null {
  const parsed = v.safeParse(Kept, value);
  return parsed.success ? parsed.output : null;
}
