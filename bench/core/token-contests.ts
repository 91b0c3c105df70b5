import type { Core } from "../../wasm/core.ts";
import { BATCH, type Contest, type Contestant } from "./contest.ts";
import { FIELDS } from "./sample.ts";
import { awaitedPeers, type Peer, peers } from "./token-peers.ts";
import { counted, issuing, issuingAwaited, verifying, verifyingAwaited } from "./token-runs.ts";

/** How many an asynchronous peer may have in flight in a batch; the best number counts. */
const IN_FLIGHT = [1, 64, 1000];

/** Issue and verify, single and in batches of 1000. The core must have its root loaded. */
export async function tokenContests(core: Core): Promise<Contest[]> {
  const all = [ours(core), ...peers()];
  const awaited = await awaitedPeers();
  const [, ...issues] = all.map(issuing);
  const [, ...verifies] = all.map(verifying);
  const issuesAwaited = awaited.flatMap((peer) =>
    IN_FLIGHT.map((size) => issuingAwaited(peer, size)),
  );
  const verifiesAwaited = await Promise.all(
    awaited.flatMap((peer) => IN_FLIGHT.map((size) => verifyingAwaited(peer, size))),
  );
  return [
    { op: "issue", mode: "single", contestants: [...all.map(issuing), ...oneByOne(issuesAwaited)] },
    {
      op: "verify",
      mode: "single",
      contestants: [...all.map(verifying), ...oneByOne(verifiesAwaited)],
    },
    { op: "issue", mode: "batch", contestants: [batchIssuing(core), ...issues, ...issuesAwaited] },
    {
      op: "verify",
      mode: "batch",
      contestants: [batchVerifying(core), ...verifies, ...verifiesAwaited],
    },
  ];
}

/** Who has one token to make can have no other in flight. */
function oneByOne(contestants: readonly Contestant[]): Contestant[] {
  return contestants.filter(({ peer }) => peer.endsWith("/1"));
}

function ours(core: Core): Peer {
  const fields = { ...FIELDS };
  return {
    peer: "core",
    issue(window) {
      fields.window = window;
      return core.issue(fields);
    },
    verify(text, now) {
      const verdict = core.verify(text, now);
      return verdict.ok ? verdict.fields : null;
    },
  };
}

function batchIssuing(core: Core): Contestant {
  const texts = new Uint8Array(64 * BATCH);
  return {
    peer: "core",
    run(n) {
      let sum = 0;
      for (let done = 0; done < n; done += BATCH) {
        core.issueWindowsInto({ ...FIELDS, window: FIELDS.window + done }, BATCH, texts);
        sum += texts[texts.length - 1] ?? 0;
      }
      return sum;
    },
  };
}

function batchVerifying(core: Core): Contestant {
  // A thousand orders of the same window: every one of them is good.
  const texts = new Uint8Array(64 * BATCH);
  for (let i = 0; i < BATCH; i++)
    texts.set(new TextEncoder().encode(core.issue({ ...FIELDS, counter: i })), 64 * i);
  const records = new Uint32Array(8 * BATCH);
  return {
    peer: "core",
    run(n) {
      let good = 0;
      for (let done = 0; done < n; done += BATCH)
        good += core.verifyInto(texts, FIELDS.window, records);
      return counted("the core", good, n);
    },
  };
}
