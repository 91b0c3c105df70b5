import type { BeaconHandle } from "../../worker/contract/beacon.ts";
import { type Windows, windowAt, windowStart } from "../../worker/contract/token.ts";
import type { Beacon } from "./beacon.ts";
import type { Broadcast } from "./driver.ts";

/** Keeps the beacon at the order that waits on the screen, and at no other. */
export interface OrderFollower {
  /**
   * The number of the order whose code is on the screen and which the server has; null when there is none. Call it
   * whenever that, or the beacon, may have changed: saying the same again does nothing.
   */
  show(number: string | null): void;
}

export interface FollowerOptions {
  readonly beacon: Pick<Beacon, "state" | "broadcast" | "silence">;
  /** `POST /api/v1/orders/{number}/handles`; null when it brought nothing. */
  readonly askHandle: (number: string) => Promise<BeaconHandle | null>;
  /** The windows in hand of that order. */
  readonly windowsOf: (number: string) => Pick<Windows, "from" | "tokens"> | null;
  /** The server's clock and this device's, both in ms. */
  readonly serverNow: () => number;
  readonly now: () => number;
}

/** How long to wait before asking for a handle again, in ms. */
const ASK_AGAIN_MS = 2_000;

export function createOrderFollower(options: FollowerOptions): OrderFollower {
  const { beacon, askHandle } = options;
  let followed: string | null = null;

  async function follow(number: string): Promise<void> {
    const told = await askHandle(number);
    // The order may have moved on while the server was asked; what it then says of it is late.
    if (followed !== number) return;
    if (told) {
      void beacon.broadcast(broadcastOf(told, number, options));
      return;
    }
    setTimeout(() => followed === number && void follow(number), ASK_AGAIN_MS);
  }

  return {
    show(number) {
      const wanted = beacon.state().status === "paired" ? number : null;
      if (wanted === followed) return;
      const had = followed;
      followed = wanted;
      if (had !== null) void beacon.silence();
      if (wanted !== null) void follow(wanted);
    },
  };
}

function broadcastOf(
  { handle, namespace, url, expiresAt }: BeaconHandle,
  number: string,
  { windowsOf, serverNow, now }: FollowerOptions,
): Broadcast {
  const ahead = now() - serverNow();
  const until = Date.parse(expiresAt) + ahead;
  const windows = windowsOf(number);
  const present = windowAt(serverNow());
  const tokens = windows?.tokens.slice(Math.max(0, present - windows.from)) ?? [];
  const isPresent = windows !== null && windows.from <= present && tokens.length > 0;
  const codes = { tokens, nextAt: windowStart(present + 1) + ahead };
  return { handle, namespace, url, until, codes: isPresent ? codes : undefined };
}
