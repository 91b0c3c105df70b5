// `npm run keys:rotate [-- --edge] [-- --leaked]`: a new token root for this machine's till, or for the edge. Nothing valid is refused on the way.
import { announceKey } from "./announce-key.ts";
import { rotateRootsOf } from "./secrets.ts";

await announceKey(rotateRootsOf);
