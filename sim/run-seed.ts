import { Dice } from "./dice.ts";
import { SeededFaults } from "./faults.ts";
import { HERE, Payer } from "./payer.ts";
import type { Product } from "./product.ts";
import { type Run, run } from "./run.ts";
import type { Till } from "./till.ts";
import type { World } from "./world.ts";

/** How long things go wrong. */
const STORM_MS = 200_000;

/** Amounts at which the sandbox does something else than approve. */
const SCRIPTED = [
  66_01, 66_02, 66_03, 66_04, 66_05, 66_06, 66_07, 66_08, 66_09, 66_10, 66_11,
] as const;

/** Plays one seed: a storm over a shop at work, and then calm. */
export function runSeed(
  product: Product,
  seed: number,
  tell?: (at: number, fact: string) => void,
): Promise<Run> {
  const dice = new Dice(seed);
  const faults = new SeededFaults(dice.fork());
  return run({ product: () => product, seed, dice, faults, tell }, STORM_MS, (world, till) => {
    faults.begin();
    const names = sell(world, till);
    storm(world, [...names, "till", "merchant", "bank"]);
    world.timeline.in(STORM_MS, () => faults.clear());
  });
}

/** Orders over the time of the storm, each with payers who come before, with or after it. Returns the payers' names. */
function sell(world: World, till: Till): string[] {
  const { dice, timeline } = world;
  const names: string[] = [];
  for (let orders = dice.between(6, 14); orders > 0; orders--) {
    const number = world.orderNumber();
    const at = dice.roll() * (STORM_MS - 20_000);
    const isSandbox = dice.chance(0.3);
    const small = dice.chance(0.8) ? dice.between(1, 9_999) : dice.between(10_000, 40_000);
    const minor = isSandbox && dice.chance(0.7) ? dice.pick(SCRIPTED) : small;
    timeline.in(at, () => till.place(number, minor, dice.pick([60, 60, 90, 120])));
    for (let payers = dice.pick([0, 1, 1, 1, 2, 3]); payers > 0; payers--) {
      const name = `payer ${names.length % 3}`;
      names.push(name);
      const cell = dice.pick([0, 0, 0x1234_5678]);
      const visit = {
        merchant: world.merchantId,
        number,
        rail: isSandbox ? "sandbox" : "bank",
        evidence: () => ({
          channel: "qr",
          tokenAgeMs: dice.between(0, 19_999),
          cell,
          position: dice.chance(0.3) ? HERE : null,
          network: null,
        }),
        newKey: () => world.newKey(),
      };
      const payer = new Payer(world.client(name), world.facts, visit);
      const isIntruder = dice.chance(0.06);
      timeline.in(at - 3_000 + dice.roll() * 20_000, () =>
        isIntruder ? payer.intrude() : payer.come(),
      );
    }
  }
  return [...new Set(names)];
}

/** Cuts parts of the world off, now these and now those, and lets each back in on its own. */
function storm(world: World, nodes: readonly string[]): void {
  const { dice, timeline, network, merchant } = world;
  const meanMs = dice.pick([4_000, 8_000, 16_000, 40_000, Infinity]);
  const lengthMs = dice.pick([1_000, 5_000, 20_000]);
  const next = (): void => {
    if (timeline.now > STORM_MS) return;
    const off = nodes.filter(() => dice.chance(0.35));
    const on = nodes.filter((node) => !off.includes(node));
    if (off.length > 0 && on.length > 0)
      network.partition(off, on, () => dice.roll() * 2 * lengthMs);
    timeline.in(dice.roll() * 2 * meanMs, next);
  };
  if (meanMs !== Infinity) timeline.in(dice.roll() * meanMs, next);
  for (let evictions = dice.between(0, 3); evictions > 0; evictions--)
    timeline.in(dice.roll() * STORM_MS, () => merchant.evict());
}
