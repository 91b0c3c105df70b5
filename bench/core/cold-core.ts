// A fresh isolate's first token, or first symbol, by the core: module scope does what a Worker would do there.
import module from "./core.wasm";
import { createCore } from "../../wasm/core.ts";
import { FIELDS, ROOT } from "./sample.ts";

const core = createCore(module);

export default {
  async fetch(request: Request): Promise<Response> {
    const what = new URL(request.url).searchParams.get("what");
    if (what === "token") {
      core.loadRoots([ROOT]);
      return new Response(core.issue(FIELDS));
    }
    if (what === "symbol")
      return new Response(core.tokenSvg("HTTPS://EDGETILL.WORKERS.DEV/T/", "A".repeat(64)));
    return new Response("nothing");
  },
};
