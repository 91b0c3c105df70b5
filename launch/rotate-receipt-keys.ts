// `npm run keys:rotate:receipts [-- --edge] [-- --leaked]`: a new key that signs receipts. Receipts that were kept stay true.
import { announceKey } from "./announce-key.ts";
import { rotateReceiptKeysOf } from "./secrets.ts";

await announceKey(rotateReceiptKeysOf);
