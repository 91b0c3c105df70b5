import type { BeaconFailure } from "../state/beacon-look.ts";

/** Carries a failure up to the door, which makes it a value. */
export class BeaconFault extends Error {
  readonly failure: BeaconFailure;

  constructor(failure: BeaconFailure, cause?: unknown) {
    super(`the beacon: ${failure}`, { cause });
    this.failure = failure;
  }
}

/** What was going on when the browser threw. */
export type Step = "choose" | "connect" | "exchange";

interface Meanings {
  readonly named: Readonly<Record<string, BeaconFailure>>;
  /** What any other error of the browser means here. */
  readonly otherwise: BeaconFailure;
}

// The names are the DOM's; the sentences that come with them differ by browser and version, and decide nothing.
const MEANINGS: Readonly<Record<Step, Meanings>> = {
  choose: {
    named: { NotFoundError: "no-device-selected", AbortError: "no-device-selected" },
    otherwise: "not-allowed",
  },
  connect: { named: {}, otherwise: "unreachable" },
  exchange: {
    named: {
      NetworkError: "device-disconnected",
      InvalidStateError: "device-disconnected",
      AbortError: "device-disconnected",
      NotFoundError: "not-a-beacon",
    },
    otherwise: "refused",
  },
};

const FORBIDDEN: ReadonlySet<string> = new Set(["SecurityError", "NotAllowedError"]);

/** The browser's error as one of ours. What is no DOMException is a fault of the program, and stays one. */
export function faultOf(error: unknown, step: Step): unknown {
  if (!(error instanceof DOMException)) return error;
  const { named, otherwise } = MEANINGS[step];
  const failure = FORBIDDEN.has(error.name) ? "not-allowed" : (named[error.name] ?? otherwise);
  return new BeaconFault(failure, error);
}

const PASSING: ReadonlySet<BeaconFailure> = new Set([
  "bluetooth-off",
  "unreachable",
  "device-disconnected",
  "timeout",
  "refused",
]);

/** Whether trying again by itself may mend it. The rest waits for a person. */
export const isPassing = (failure: BeaconFailure): boolean => PASSING.has(failure);
