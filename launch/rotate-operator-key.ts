// `npm run keys:rotate:operator [-- --edge] [-- --leaked]`: another key for whoever runs this installation. The one before
// it is taken for a day more; with --leaked it is refused as soon as the till has started again.
import { parseArgs } from "node:util";
import { edgeFolderOf } from "./edge/edge-folder.ts";
import { LaunchFault, runCommand } from "./launch-fault.ts";
import { rotateOperatorKeyOf } from "./secrets.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";

await runCommand(async () => {
  const { edge, leaked } = wishFrom(process.argv.slice(2));
  const own = openStateFolder(stateFolderFrom(process.env));
  const folder = edge ? edgeFolderOf(own) : own;
  const { operatorKeyBefore } = rotateOperatorKeyOf(folder, Math.floor(Date.now() / 1000), leaked);
  const until = operatorKeyBefore && new Date(operatorKeyBefore.notAfter * 1000).toISOString();
  const whatNow = edge ? "Run npm run deploy" : "Restart the till";
  console.log(
    until
      ? `${folder}/secrets.json has a new operatorKey. ${whatNow}; the one before it is taken until ${until}.`
      : `${folder}/secrets.json has a new operatorKey. ${whatNow} now: the one before it is taken until then, and not after.`,
  );
});

function wishFrom(args: string[]): { edge: boolean; leaked: boolean } {
  try {
    const options = { edge: { type: "boolean" }, leaked: { type: "boolean" } } as const;
    const { values } = parseArgs({ args, options });
    return { edge: values.edge ?? false, leaked: values.leaked ?? false };
  } catch {
    throw new LaunchFault(
      `"${args.join(" ")}" is not understood: the options are --edge and --leaked.`,
    );
  }
}
