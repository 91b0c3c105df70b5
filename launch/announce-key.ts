import { runCommand } from "./launch-fault.ts";
import { rotationWishFrom } from "./rotation-wish.ts";

/** What a command that rotates keys does: rotates those of this machine or of the edge, and says when the last one takes over. */
export function announceKey(
  rotate: (
    stateFolder: string,
    nowSeconds: number,
    hasLeaked: boolean,
  ) => readonly { readonly id: number | string; readonly notBefore: number }[],
): Promise<void> {
  return runCommand(async () => {
    const { folder, whatNow, hasLeaked } = rotationWishFrom(process.argv.slice(2), process.env);
    const next = rotate(folder, Math.floor(Date.now() / 1000), hasLeaked).at(-1);
    if (!next) return;
    const at = new Date(next.notBefore * 1000).toISOString();
    console.log(
      hasLeaked
        ? `Key ${next.id} takes over at once. ${whatNow} now: until then the one that leaked is still taken.`
        : `Key ${next.id} takes over at ${at}. ${whatNow} before then, so that it is known.`,
    );
  });
}
