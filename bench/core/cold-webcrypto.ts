// A fresh isolate's first token by WebCrypto: import a key, make a mac, write the text.
import { webcryptoMac } from "./macs.ts";
import { encode64 } from "./native-base64.ts";
import { FIELDS, pack, PAYLOAD_BYTES, TOKEN_BYTES } from "./sample.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).searchParams.get("what") !== "token") return new Response("nothing");
    const mac = await webcryptoMac();
    const bytes = new Uint8Array(TOKEN_BYTES);
    pack(bytes, new DataView(bytes.buffer), FIELDS.window);
    bytes.set((await mac(bytes.slice(0, PAYLOAD_BYTES))).subarray(0, 16), PAYLOAD_BYTES);
    return new Response(encode64(bytes));
  },
};
