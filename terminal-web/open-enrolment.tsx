import type { FunctionComponent } from "preact";
import { enrolDevice } from "./device/enrol-device.ts";
import { type Arrival, keepEnrolling } from "./device/credential-store.ts";
import type { Keeper } from "./device/keeper.ts";
import { EnrolScreen } from "./view/enrol/enrol-screen.tsx";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign; it loads with this screen
import "./view/enrol/enrol.css";

export interface EnrolmentSurroundings {
  readonly keeper: Keeper;
  readonly arrival: Arrival;
  /** Begins anew with what this device is now. */
  readonly begin: () => void;
}

/** The way in for a device that is not a till. It loads when there is one. */
export function openEnrolment({
  keeper,
  arrival: { identity, brought },
  begin,
}: EnrolmentSurroundings): FunctionComponent<{ readonly isRevoked: boolean }> {
  const surroundings = {
    keeper,
    fetch: (input: string, init: RequestInit) => fetch(input, init),
    locks: navigator.locks,
    subtle: globalThis.crypto.subtle,
    origin: location.origin,
    isOnline: () => navigator.onLine,
  };
  const goOn = (): void => void keepEnrolling(keeper, null).then(begin, begin);
  return ({ isRevoked }) => (
    <EnrolScreen
      isRevoked={isRevoked}
      brought={isRevoked ? "" : brought}
      enrol={(code) => enrolDevice(code, surroundings)}
      enrolled={begin}
      goOn={identity && !isRevoked ? goOn : null}
    />
  );
}
