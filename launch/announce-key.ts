import { edgeFolderOf } from "./edge/edge-folder.ts";
import { isForEdge } from "./edge/edge-option.ts";
import { runCommand } from "./launch-fault.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";

/** What a command that rotates keys does: rotates those of this machine or of the edge, and says when the last one takes over. */
export function announceKey(
  rotate: (
    stateFolder: string,
    nowSeconds: number,
  ) => readonly { readonly id: number | string; readonly notBefore: number }[],
): Promise<void> {
  return runCommand(async () => {
    const isEdge = isForEdge(process.argv.slice(2));
    const own = openStateFolder(stateFolderFrom(process.env));
    const next = rotate(isEdge ? edgeFolderOf(own) : own, Math.floor(Date.now() / 1000)).at(-1);
    if (!next) return;
    const at = new Date(next.notBefore * 1000).toISOString();
    const whatNow = isEdge ? "Run npm run deploy" : "Restart the till";
    console.log(`Key ${next.id} takes over at ${at}. ${whatNow} before then, so that it is known.`);
  });
}
