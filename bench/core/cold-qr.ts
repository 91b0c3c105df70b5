// A fresh isolate's first symbol by the fastest of the libraries.
import { encodeQR } from "qr";

export default {
  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).searchParams.get("what") !== "symbol") return new Response("nothing");
    const text = `HTTPS://EDGETILL.WORKERS.DEV/T/${"A".repeat(64)}`;
    return new Response(encodeQR(text, "svg", { ecc: "medium", encoding: "alphanumeric" }));
  },
};
