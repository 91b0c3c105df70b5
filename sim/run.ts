import { isLinearizable } from "./linearizable.ts";
import type { Till } from "./till.ts";
import { type Violation, World, type WorldParts } from "./world.ts";

/** What one run came to. */
export interface Run {
  readonly seed: number;
  /** Simulated. */
  readonly ms: number;
  readonly crashes: number;
  readonly partitions: number;
  readonly commits: number;
  readonly operations: number;
  readonly violations: readonly Violation[];
  /** Of everything that was kept: the same for the same seed. */
  readonly digest: string;
}

/** How long money has to arrive where it belongs, once nothing goes wrong any more: one patience, one backoff, and some. */
const MONEY_SETTLES_MS = 45_000;
/** An order's time and a claim's lease are promises too, and so is a message that is two minutes late: what nobody ends ends with them. */
const ORDERS_SETTLE_MS = 270_000;

/** Opens a shop, lets things happen until it closes, then until everything has come to rest, and judges it all. */
export async function run(
  parts: WorldParts,
  closesAt: number,
  begin: (world: World, till: Till) => void,
): Promise<Run> {
  const world = new World(parts);
  try {
    const till = await world.open();
    till.follow();
    begin(world, till);
    await world.timeline.runUntil(closesAt);
    await settle(world, till);
  } catch (error) {
    world.complain(
      "no fault",
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  }
  const { crashes, commits } = world.merchant;
  world.close();
  return {
    seed: parts.seed,
    ms: world.timeline.now,
    crashes,
    partitions: world.network.partitions,
    commits,
    operations: world.history.length,
    violations: world.violations,
    digest: world.digest,
  };
}

async function settle(world: World, till: Till): Promise<void> {
  const { timeline, laws, facts, history } = world;
  const calmSince = timeline.now;
  world.calmDown();
  await timeline.runUntil(calmSince + MONEY_SETTLES_MS);
  laws.moneyAtRest(calmSince);
  await timeline.runUntil(timeline.now + ORDERS_SETTLE_MS);
  laws.atRest();
  facts.check();
  till.checkHeard(laws.lastSeq);
  for (const [number, operations] of history.orders)
    if (isLinearizable(operations) === false)
      world.complain("clients saw one order of events", `${number}: ${JSON.stringify(operations)}`);
}
