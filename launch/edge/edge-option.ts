import { parseArgs } from "node:util";
import { LaunchFault } from "../launch-fault.ts";

/** Whether a command about secrets means those of the edge, and not those of the till on this machine. */
export function isForEdge(args: string[]): boolean {
  try {
    const { values } = parseArgs({ args, options: { edge: { type: "boolean" } } });
    return values.edge ?? false;
  } catch {
    throw new LaunchFault(`"${args.join(" ")}" is not understood: the only option is --edge.`);
  }
}
