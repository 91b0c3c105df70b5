import { useSignal } from "@preact/signals";
import type { Trouble } from "./trouble.ts";

/** What a section was asked to do: one thing at a time, and what was in the way of the last. */
export interface Act {
  readonly isBusy: boolean;
  readonly trouble: Trouble | null;
  /** `work` answers with what was in the way, or null. */
  run(work: () => Promise<Trouble | null>): Promise<void>;
  /** Does the last thing again, after something else that went well. */
  again(first: () => Promise<Trouble | null>): Promise<void>;
}

export function useAct(): Act {
  const isBusy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const last = useSignal<(() => Promise<Trouble | null>) | null>(null);

  async function run(work: () => Promise<Trouble | null>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    trouble.value = null;
    last.value = work;
    trouble.value = await work();
    isBusy.value = false;
  }

  return {
    isBusy: isBusy.value,
    trouble: trouble.value,
    run,
    again(first) {
      const wanted = last.value;
      return run(async () => (await first()) ?? (wanted ? wanted() : null)).then(() => {
        last.value = wanted;
      });
    },
  };
}
