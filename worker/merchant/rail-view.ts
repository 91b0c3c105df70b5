import type { RailView } from "../contract/claim.ts";
import type { Currency } from "../domain/currency.ts";
import type { Rail } from "../rails/rail.ts";

/** A rail as payers are offered it. */
export const railViewOf = (rail: Rail, currency: Currency): RailView => ({
  name: rail.name,
  test: rail.isTest,
  ways: [...(rail.ways?.(currency) ?? [])],
});
