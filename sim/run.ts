import { isLinearizable } from "./linearizable.ts";
import type { Machine } from "./machine.ts";
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
  /** How each order ended. */
  readonly ends: readonly string[];
  readonly violations: readonly Violation[];
  /** Of everything that was kept: the same for the same seed. */
  readonly digest: string;
}

/** What the product logs when a party does not answer. */
const EXPECTED = new Set([
  "a rail did not answer",
  "a merchant did not answer",
  "a wallet did not answer",
  "a notice could not be placed",
  "Stripe refused a refund",
  "what was held is not there to be taken",
]);

/** How long money has to arrive where it belongs, once nothing goes wrong any more: one patience, one backoff, and some. */
const MONEY_SETTLES_MS = 45_000;
/** The same for what a wallet holds: a call that fails late comes before the backoff. */
const HOLDS_SETTLE_MS = 60_000;
/** How long Stripe tries to deliver what it has to tell (docs.stripe.com/webhooks, "Automatic retries"). */
const THREE_DAYS_MS = 3 * 24 * 3_600_000;
/** And how long what comes of it has to come to rest. */
const NEWS_SETTLE_MS = 90_000;
/** An order's time and a claim's lease are promises too, and so is a message that is two minutes late: what nobody ends ends with them. */
const ORDERS_SETTLE_MS = 360_000;

/** Opens a shop, lets things happen until it closes, then until everything has come to rest, and judges it all. */
export async function run(
  parts: WorldParts,
  closesAt: number,
  begin: (world: World, till: Till) => Promise<void> | void,
): Promise<Run> {
  const world = new World(parts);
  const textOf = (error: unknown): string =>
    error instanceof Error ? (error.stack ?? error.message) : String(error);
  const onRejection = (error: unknown): void => world.complain("no fault", textOf(error));
  process.on("unhandledRejection", onRejection);
  const { error: print } = console;
  console.error = (text: string, ...more: unknown[]) => {
    // What the product logs of a silence is expected here; what it cannot attend to is not.
    if (!EXPECTED.has(text)) world.complain("no fault", [text, ...more].map(String).join(" "));
  };
  try {
    const till = await world.open();
    till.follow();
    await begin(world, till);
    await world.timeline.runUntil(closesAt);
    await settle(world, till);
  } catch (error) {
    world.complain("no fault", textOf(error));
  }
  console.error = print;
  process.off("unhandledRejection", onRejection);
  const total = (count: (machine: Machine) => number): number =>
    world.machines.reduce((sum, machine) => sum + count(machine), 0);
  world.close();
  return {
    seed: parts.seed,
    ms: world.timeline.now - world.timeline.leapt,
    crashes: total(({ crashes }) => crashes),
    partitions: world.network.partitions,
    commits: total(({ commits }) => commits),
    operations: world.history.length,
    ends: [...world.laws.orders.values()].map(({ status }) => status),
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
  await timeline.runUntil(calmSince + HOLDS_SETTLE_MS);
  for (const wallet of laws.wallets.values()) wallet.moneyAtRest(calmSince);
  await timeline.runUntil(timeline.now + ORDERS_SETTLE_MS);
  laws.atRest();
  if (world.stripe.hasUnheard) {
    timeline.leap(THREE_DAYS_MS);
    world.stripe.tellUnheard();
    await timeline.runUntil(timeline.now + NEWS_SETTLE_MS);
    laws.atRest();
  }
  laws.stripe.atRest();
  facts.check();
  till.checkHeard(laws.lastSeq);
  for (const [number, operations] of history.orders)
    if (!history.unwatched.has(number) && !isLinearizable(operations))
      world.complain("clients saw one order of events", `${number}: ${JSON.stringify(operations)}`);
}
