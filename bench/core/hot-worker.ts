// All contestants in workerd: GET /?op=&mode=&peer=&n= runs one of them n times.
import core from "./core.wasm";
import macs from "./macs.wasm";
import { allContests, runContestant } from "./all-contests.ts";
import type { Contest, Mode, Op } from "./contest.ts";

let contests: Contest[] | undefined;

export default {
  async fetch(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams;
    contests ??= await allContests(core, macs);
    const [op, mode, peer] = [
      query.get("op") as Op,
      query.get("mode") as Mode,
      query.get("peer") ?? "",
    ];
    if (peer === "")
      return Response.json(
        contests.map((one) => [one.op, one.mode, one.contestants.map((c) => c.peer)]),
      );
    return new Response(
      String(await runContestant(contests, op, mode, peer, Number(query.get("n")))),
    );
  },
};
