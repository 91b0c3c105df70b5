// Tokens in growing numbers, in one isolate from its first on: GET /?op=&mode=&n=.
import module from "./core.wasm";
import { createCore } from "../../wasm/core.ts";
import { FIELDS, ROOT } from "./sample.ts";

const core = createCore(module);
core.loadRoots([ROOT]);
const token = core.issue(FIELDS);
const MOST = 1000;
const texts = new Uint8Array(64 * MOST);
const records = new Uint32Array(8 * MOST);

const tasks: Record<string, (n: number) => void> = {
  "issue single"(n) {
    for (let i = 0; i < n; i++) core.issue({ ...FIELDS, window: FIELDS.window + (i % 1000) });
  },
  "verify single"(n) {
    for (let i = 0; i < n; i++) core.verify(token, FIELDS.window);
  },
  "issue batch"(n) {
    for (let done = 0; done < n; done += MOST)
      core.issueWindowsInto(FIELDS, Math.min(MOST, n - done), texts);
  },
  "verify batch"(n) {
    for (let done = 0; done < n; done += MOST) {
      core.verifyInto(texts.subarray(0, 64 * Math.min(MOST, n - done)), FIELDS.window, records);
    }
  },
};

export default {
  fetch(request: Request): Response {
    const query = new URL(request.url).searchParams;
    tasks[`${query.get("op")} ${query.get("mode")}`]?.(Number(query.get("n")));
    return new Response(String(core.memoryBytes));
  },
};
