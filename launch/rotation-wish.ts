import { parseArgs } from "node:util";
import { edgeFolderOf } from "./edge/edge-folder.ts";
import { LaunchFault } from "./launch-fault.ts";
import { stateFolderFrom } from "./settings.ts";
import { openStateFolder } from "./state-folder.ts";

/** What a command that rotates keys was asked for. */
export interface RotationWish {
  /** Whose keys: the state folder of this machine, or that of the edge. */
  readonly folder: string;
  /** What makes the running Worker know of it. */
  readonly whatNow: "Run npm run deploy" | "Restart the till";
  /** No overlap: what the old key made is worth nothing from the next start on. */
  readonly hasLeaked: boolean;
}

/** Reads `[--edge] [--leaked]`; a LaunchFault says so where it is anything else. */
export function rotationWishFrom(args: string[], environment: NodeJS.ProcessEnv): RotationWish {
  const { edge = false, leaked = false } = optionsIn(args);
  const own = openStateFolder(stateFolderFrom(environment));
  return {
    folder: edge ? edgeFolderOf(own) : own,
    whatNow: edge ? "Run npm run deploy" : "Restart the till",
    hasLeaked: leaked,
  };
}

function optionsIn(args: string[]): { edge?: boolean; leaked?: boolean } {
  try {
    const options = { edge: { type: "boolean" }, leaked: { type: "boolean" } } as const;
    return parseArgs({ args, options }).values;
  } catch {
    throw new LaunchFault(
      `"${args.join(" ")}" is not understood: the options are --edge and --leaked.`,
    );
  }
}
