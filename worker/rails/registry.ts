import type { Rail, RailAnswer, RailKind, RailSurroundings } from "./rail.ts";
import { sandbox } from "./sandbox.ts";
import { stripe } from "./stripe/stripe.ts";
import { wallet } from "./wallet.ts";

/** Every rail there is, by the name it has on the wire and in the journal, in the order in which payers are offered them. */
export const RAIL_KINDS: Readonly<Record<string, RailKind>> = {
  stripe,
  wallet,
  sandbox,
};

/** The rails of this installation: those whose keys are there. */
export type Rails = ReadonlyMap<string, Rail>;

export interface RailsSurroundings extends Omit<RailSurroundings, "notify"> {
  notify(rail: string, reference: string, answer: RailAnswer): void;
}

export function createRails(around: RailsSurroundings): Rails {
  const rails = Object.entries(RAIL_KINDS).map(([name, kind]) =>
    kind.make({
      ...around,
      notify: (reference, answer) => around.notify(name, reference, answer),
    }),
  );
  return new Map(rails.filter((rail) => rail !== null).map((rail) => [rail.name, rail]));
}
