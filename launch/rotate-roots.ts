// `npm run keys:rotate [-- --edge]`: a new token root for this machine's till, or for the edge. Nothing valid is refused on the way.
import { edgeFolderOf } from "./edge/edge-folder.ts";
import { isForEdge } from "./edge/edge-option.ts";
import { runCommand } from "./launch-fault.ts";
import { rotateRootsOf } from "./secrets.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";

await runCommand(async () => {
  const isEdge = isForEdge(process.argv.slice(2));
  const own = openStateFolder(stateFolderFrom(process.env));
  const folder = isEdge ? edgeFolderOf(own) : own;
  const roots = rotateRootsOf(folder, Math.floor(Date.now() / 1000));
  const next = roots.at(-1);
  if (!next) return;
  const at = new Date(next.notBefore * 1000).toISOString();
  const whatNow = isEdge ? "Run npm run deploy" : "Restart the till";
  console.log(`Key ${next.id} takes over at ${at}. ${whatNow} before then, so that it is known.`);
});
