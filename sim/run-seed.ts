import { Dice } from "./dice.ts";
import type { Minor } from "../worker/domain/money.ts";
import { SeededFaults } from "./faults.ts";
import type { Machine } from "./machine.ts";
import { HERE, Payer } from "./payer.ts";
import { Player } from "./player.ts";
import type { Product, ProductOf } from "./product.ts";
import { type Run, run } from "./run.ts";
import { RogueWallet } from "./rogue-wallet.ts";
import { SplitBill } from "./split-bill.ts";
import type { Till } from "./till.ts";
import { TopUp } from "./top-up.ts";
import { AddMoney } from "./add-money.ts";
import type { World } from "./world.ts";

/** How long things go wrong. */
const STORM_MS = 140_000;

/** Amounts at which the sandbox does something else than approve. */
const SCRIPTED = [
  66_01, 66_02, 66_03, 66_04, 66_05, 66_06, 66_07, 66_08, 66_09, 66_10, 66_11,
] as const;

/** Plays one seed: a storm over a shop at work, and then calm. */
export async function runSeed(
  productOf: ProductOf,
  foreign: Product | null,
  seed: number,
  tell?: (at: number, fact: string) => void,
): Promise<Run> {
  const dice = new Dice(seed);
  const faults = new SeededFaults(dice.fork());
  const product = await productOf(seed);
  // During a deploy one side runs other code than the other for a while, and each object changes over at a restart.
  const other = dice.chance(0.2) ? foreign : null;
  const laggards = dice.pick(["merchant", "wallet"]);
  const deployedAt = dice.roll() * STORM_MS;
  let now = (): number => 0;
  const codeOf = (machine: string): Product =>
    other && machine.startsWith(laggards) && now() < deployedAt ? other : product;
  const isStaffed = new Dice(~seed).chance(0.25);
  const parts = { product: codeOf, seed, dice, faults, isStaffed, tell };
  return run(parts, STORM_MS, async (world, till) => {
    now = () => world.timeline.now;
    if (other)
      world.timeline.in(deployedAt, () => {
        for (const machine of world.machines) machine.evict();
      });
    const wallets: string[] = [];
    for (let count = dice.pick([0, 2, 2]); count > 0; count--)
      wallets.push(await world.openWallet(dice.pick([1_000, 12_000, 20_000])));
    faults.begin();
    if (dice.chance(0.5)) till.setPolicy();
    world.staff?.begin(STORM_MS);
    const names = sell(world, till, wallets, product);
    wearOut(world, till);
    names.push(...topUp(world, till, wallets));
    names.push(...addMoney(world, wallets, new Dice(-seed)));
    for (let closings = dice.pick([0, 0, 1, 3]); closings > 0; closings--)
      world.timeline.in(dice.roll() * STORM_MS, () => till.closeDay());
    if (dice.chance(0.1)) new RogueWallet(world, till).begin();
    storm(world, [...names, "till", "bank", "stripe", ...world.machines.map(({ name }) => name)]);
    world.timeline.in(STORM_MS, () => faults.clear());
  });
}

/** Orders over the time of the storm, each with payers who come before, with or after it. Returns the payers' names. */
function sell(
  world: World,
  till: Till,
  wallets: readonly string[],
  { cellAt, sharesOf }: Product,
): string[] {
  const cellHere = cellAt(HERE.latitude, HERE.longitude);
  const { dice, timeline } = world;
  const names: string[] = [];
  // Each seed has customs of its own, so that rare meetings of two things are common in some.
  const walletShare = wallets.length === 0 ? 0 : dice.pick([0.3, 0.7, 0.95]);
  const sandboxShare = dice.pick([0, 0.2, 0.4]);
  const stripeShare = dice.pick([0, 0, 0.5, 0.9]);
  const most = dice.pick([3_000, 9_999]);
  for (let orders = dice.between(4, 10); orders > 0; orders--) {
    const number = world.orderNumber();
    const at = dice.roll() * (STORM_MS - 20_000);
    const isSandbox = dice.chance(sandboxShare);
    const small = dice.chance(0.8) ? dice.between(1, most) : dice.between(10_000, 40_000);
    const minor = isSandbox && dice.chance(0.7) ? dice.pick(SCRIPTED) : small;
    timeline.in(at, () => till.place(number, minor, dice.pick([60, 60, 90, 120])));
    const comes = (to: number, from: number): void => {
      const name = `payer ${names.length % 3}`;
      names.push(name);
      const [id] = dice.chance(walletShare) ? wallets.slice(dice.between(0, 1)) : [];
      const cell = dice.pick([0, 0, cellHere, 0x1234_5678]);
      const visit = {
        merchant: world.merchantId,
        number: to,
        rail: isSandbox ? "sandbox" : dice.chance(stripeShare) ? "stripe" : "bank",
        goTo: (url: string) => world.stripe.visit(url),
        ...(id !== undefined && { wallet: { id, edge: world.edge } }),
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
      const isIntruder = dice.chance(0.1);
      timeline.in(from, () => (isIntruder ? payer.intrude() : payer.come()));
    };
    for (let payers = dice.pick([0, 1, 1, 2, 2, 3]); payers > 0; payers--)
      comes(number, at - 3_000 + dice.roll() * 20_000);
    if (dice.chance(0.15)) {
      const split = new SplitBill(world, till, number, (part) => comes(part, dice.roll() * 15_000));
      timeline.in(at + dice.roll() * 10_000, () =>
        split.begin(
          minor,
          sharesOf(minor as Minor, dice.between(2, 4)).filter((share) => share > 0),
        ),
      );
    }
  }
  return [...new Set(names)];
}

/** Cash for wallets. Returns the payers' names. */
function topUp(world: World, till: Till, wallets: readonly string[]): string[] {
  const { dice, timeline } = world;
  return wallets.flatMap((wallet, index) => {
    if (!dice.chance(0.5)) return [];
    const name = `payer ${index}`;
    const one = new TopUp(world, till, name, wallet);
    const minor = dice.pick([500, 5_000, 20_000]);
    timeline.in(dice.roll() * (STORM_MS - 40_000), () => one.begin(minor));
    return [name];
  });
}

/** Money that wallets' owners add on their own pages. Returns the payers' names. */
function addMoney(world: World, wallets: readonly string[], dice: Dice): string[] {
  if (!dice.chance(0.4)) return [];
  const { timeline } = world;
  return wallets.flatMap((wallet, index) => {
    if (!dice.chance(0.8)) return [];
    const name = `payer ${index}`;
    const one = new AddMoney(world, name, wallet, dice.pick(["bank", "stripe"]));
    const minor = dice.pick([500, 2_000, 5_000]);
    timeline.in(30_000 + dice.roll() * (STORM_MS - 70_000), () => one.begin(minor));
    return [name];
  });
}

/** Now and then somebody plays with an order that nobody wants: claims and lets go, or is declined, or sits there, over and over. */
function wearOut(world: World, till: Till): void {
  const { dice, timeline } = world;
  if (!dice.chance(0.08)) return;
  const number = world.orderNumber();
  world.history.unwatched.add(number);
  const player = new Player(world.client("payer 0"), world.merchantId, number, () =>
    world.newKey(),
  );
  timeline.in(1_000, () => void till.placeOnly(number, 66_01, 120));
  const way = dice.pick([
    () => player.claimOften(66),
    () => player.payOften(18),
    () => player.sit(),
  ]);
  timeline.in(5_000, way);
}

const machinesOf = ({ merchant, machines }: World): readonly [Machine, ...Machine[]] => [
  merchant,
  ...machines,
];

/** Cuts parts of the world off, now these and now those, and lets each back in on its own. */
function storm(world: World, nodes: readonly string[]): void {
  const { dice, timeline, network } = world;
  const meanMs = dice.pick([2_500, 5_000, 10_000, 30_000, Infinity]);
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
    timeline.in(dice.roll() * STORM_MS, () => dice.pick(machinesOf(world)).evict());
}
