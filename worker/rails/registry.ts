import type { Rail, RailAnswer, RailSurroundings } from "./rail.ts";
import { createSandbox } from "./sandbox.ts";
import { createWalletRail } from "./wallet.ts";

/** Every rail there is, by the name it has on the wire and in the journal. */
const MAKERS: Readonly<Record<string, (surroundings: RailSurroundings) => Rail>> = {
  sandbox: createSandbox,
  wallet: createWalletRail,
};

export type Rails = ReadonlyMap<string, Rail>;

export interface RailsSurroundings extends Omit<RailSurroundings, "notify"> {
  notify(rail: string, reference: string, answer: RailAnswer): void;
}

export function createRails(around: RailsSurroundings): Rails {
  const make = (name: string, maker: (surroundings: RailSurroundings) => Rail): [string, Rail] => [
    name,
    maker({ ...around, notify: (reference, answer) => around.notify(name, reference, answer) }),
  ];
  return new Map(Object.entries(MAKERS).map(([name, maker]) => make(name, maker)));
}
