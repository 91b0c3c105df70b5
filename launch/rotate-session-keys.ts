// `npm run keys:rotate:sessions [-- --edge] [-- --leaked]`: a new key that signs sessions of owners and payers' phones. Nobody is signed
// out, unless it has leaked.
import { announceKey } from "./announce-key.ts";
import { rotateSessionKeysOf } from "./secrets.ts";

await announceKey(rotateSessionKeysOf);
