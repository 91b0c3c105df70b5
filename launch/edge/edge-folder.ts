import { join } from "node:path";
import { openStateFolder } from "../state-folder.ts";

/** Where this machine keeps what belongs to the deployment on the edge, apart from the till that runs here. */
export const edgeFolderOf = (stateFolder: string): string =>
  openStateFolder(join(stateFolder, "edge"));
