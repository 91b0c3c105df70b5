// `npm run keys:rotate:sessions [-- --edge]`: a new key that signs owners' sessions. Nobody is signed out.
import { announceKey } from "./announce-key.ts";
import { rotateSessionKeysOf } from "./secrets.ts";

await announceKey(rotateSessionKeysOf);
