import type { RailsView } from "../contract/rails.ts";
import { RAIL_KINDS, type Rails } from "../rails/registry.ts";

/** Every rail that there is, and whether payers are offered it; those without keys say which are missing. */
export function railChoices(rails: Rails, on: ReadonlySet<string>): RailsView {
  return {
    rails: Object.entries(RAIL_KINDS).map(([name, { needs }]) => {
      const rail = rails.get(name);
      if (!rail)
        return { name, title: null, state: "absent", can: [], test: false, missing: [...needs] };
      const state = on.has(name) ? "on" : "off";
      const can = (["instruct", "void", "refund"] as const).filter((what) => rail.can[what]);
      return { name, title: rail.title, state, can, test: rail.isTest, missing: [] };
    }),
  };
}
