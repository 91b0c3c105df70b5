import type { Keeper } from "./keeper.ts";
import type { SpareText } from "./spare-text.ts";

/** How far results have been announced: a cursor of the terminal's feed that only rises, unless it is rewound. */
export interface Mark {
  load(): Promise<number | undefined>;
  /** False if it was there already. Rejects if it could not be written down anywhere. */
  raise(cursor: number): Promise<boolean>;
  rewind(cursor: number): Promise<void>;
}

/**
 * Kept where everything is kept; on a full disk, where that refuses, in the `spare` store, which browsers hold in memory
 * and all tabs share: a till that could not mark would have to be silent. Every refusal is told to `failed`.
 */
export function createMark(
  keeper: Keeper,
  spare: SpareText,
  key: string,
  failed: () => void,
): Mark {
  const inSpare = (): number => Number(spare.get(key) ?? 0);

  return {
    async load() {
      // Only this file writes this key, so what is there is what was put there.
      const kept = (await keeper.get(key)) as number | undefined;
      return inSpare() > (kept ?? 0) ? inSpare() : kept;
    },
    async raise(cursor) {
      if (cursor <= inSpare()) return false;
      try {
        return await keeper.raise(key, cursor);
      } catch (error) {
        failed();
        if (!spare.put(key, String(cursor))) throw error;
        return true;
      }
    },
    async rewind(cursor) {
      spare.put(key, null);
      await keeper.put(key, cursor).catch(failed);
    },
  };
}
