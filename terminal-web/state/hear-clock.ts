import { type ClockSample, hearTime } from "./server-clock.ts";
import type { OpenTill } from "./till.ts";

/** Sets the till's idea of the server's time, and moves along what was timed by the old idea. */
export function hearClock(till: OpenTill, sample: ClockSample): OpenTill {
  const clock = hearTime(till.clock, sample);
  const { sale } = till;
  // Once the server has the order, its times are the server's own.
  if (!sale || sale.status === "standing") return { ...till, clock };
  const byMs = clock.aheadMs - till.clock.aheadMs;
  const { startedAt, expiresAt } = sale.charge;
  const charge = { ...sale.charge, startedAt: startedAt + byMs, expiresAt: expiresAt + byMs };
  return { ...till, clock, sale: { ...sale, charge } };
}
