// `npm run keys:rotate`: a new token root for this state folder. Nothing valid is refused on the way.
import { runCommand } from "./launch-fault.ts";
import { rotateRootsOf } from "./secrets.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";

await runCommand(async () => {
  const folder = openStateFolder(stateFolderFrom(process.env));
  const roots = rotateRootsOf(folder, Math.floor(Date.now() / 1000));
  const next = roots.at(-1);
  if (!next) return;
  const at = new Date(next.notBefore * 1000).toISOString();
  console.log(
    `Key ${next.id} takes over at ${at}. Restart the till before then, so that it has it.`,
  );
});
