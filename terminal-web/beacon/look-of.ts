import type { BeaconLook } from "../state/beacon-look.ts";
import type { BeaconState, Paired } from "./beacon-state.ts";
import { NEVER_MET } from "./known-beacon.ts";

const NOTHING = {
  failure: null,
  name: "",
  range: null,
  battery: null,
  powerDbm: null,
  contactAt: null,
  leftover: null,
} as const;

/** What of the state a screen shows. */
export function lookOf(state: BeaconState): BeaconLook {
  switch (state.status) {
    case "unsupported":
      return { ...NOTHING, status: "unsupported" };
    case "none":
      return {
        ...NOTHING,
        status: state.isChoosing ? "choosing" : "none",
        failure: state.failure,
      };
    case "paired": {
      const { beacon, failure, battery, powerDbm, contactAt } = state;
      const { name, range } = beacon;
      return {
        status: statusOf(state),
        failure,
        name,
        range,
        battery,
        powerDbm,
        contactAt,
        leftover: leftoverOf(state),
      };
    }
  }
}

function statusOf({ work, air }: Paired): BeaconLook["status"] {
  switch (work.status) {
    case "visiting":
      return "working";
    case "waiting":
    case "stuck":
      return work.status;
    case "idle":
      return air.status === "showing" ? "showing" : "silent";
  }
}

function leftoverOf({ air, wanted, endsByItself, work }: Paired): BeaconLook["leftover"] {
  const isOff = air.status === "silent" || work.status === "visiting";
  const isRight = air.status === "showing" && air.handle === wanted?.handle;
  if (isOff || isRight || air.until === NEVER_MET) return null;
  return { until: endsByItself ? air.until : null };
}
