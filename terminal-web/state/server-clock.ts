/** What is known of the server's clock: how far it is ahead of ours, and how wrong that may be, both in ms. */
export interface ServerClock {
  readonly aheadMs: number;
  readonly errorMs: number;
}

/** One answer that said what time it was over there; the two local instants are when it was asked and when it was heard. */
export interface ClockSample {
  readonly serverTime: string;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** The clock before anybody has told the time: ours, which may be a day off. */
export const UNSET_CLOCK: ServerClock = { aheadMs: 0, errorMs: Number.POSITIVE_INFINITY };

/** The better of what was known and what was just heard (Cristian's algorithm: the truth lies within half a round trip). */
export function hearTime(clock: ServerClock, sample: ClockSample): ServerClock {
  const server = Date.parse(sample.serverTime);
  const errorMs = (sample.receivedAt - sample.sentAt) / 2;
  // A local clock that was set while the answer was on its way measures nothing.
  if (!Number.isFinite(server) || errorMs < 0) return clock;
  const heard = { aheadMs: server - (sample.sentAt + sample.receivedAt) / 2, errorMs };
  const contradicts = Math.abs(heard.aheadMs - clock.aheadMs) > heard.errorMs + clock.errorMs;
  return heard.errorMs <= clock.errorMs || contradicts ? heard : clock;
}

export const isSet = (clock: ServerClock): boolean => Number.isFinite(clock.errorMs);

/** The server's time in ms since the epoch, at this local instant. */
export const serverTimeAt = (clock: ServerClock, localNow: number): number =>
  localNow + clock.aheadMs;
