// How peers are run: one token after the other, or awaited in groups.
import type { Contestant } from "./contest.ts";
import { FIELDS } from "./sample.ts";
import type { AwaitedPeer, Peer } from "./token-peers.ts";

/** How many different tokens a run goes through: enough that none is remembered. */
const VARIETY = 512;
const NOW = FIELDS.window;

export function issuing({ peer, issue }: Peer): Contestant {
  return {
    peer,
    run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const text = issue(NOW + (i % VARIETY));
        sum += text.charCodeAt(text.length - 1);
      }
      return sum;
    },
  };
}

export function verifying({ peer, issue, verify }: Peer): Contestant {
  const texts = Array.from({ length: VARIETY }, (_, i) => issue(NOW + i));
  return {
    peer,
    run(n) {
      let good = 0;
      for (let i = 0; i < n; i++) {
        const which = i % VARIETY;
        if (verify(texts[which] ?? "", NOW + which + (i & 1))) good++;
      }
      return counted(peer, good, n);
    },
  };
}

/** With `size` in flight at a time; 1 is one after the other. */
export function issuingAwaited({ peer, issue }: AwaitedPeer, size: number): Contestant {
  return {
    peer: `${peer}/${size}`,
    async run(n) {
      let sum = 0;
      for (let done = 0; done < n; done += size) {
        if (size === 1) {
          const text = await issue(NOW + (done % VARIETY));
          sum += text.charCodeAt(text.length - 1);
          continue;
        }
        const group: Promise<string>[] = [];
        for (let i = done; i < Math.min(done + size, n); i++)
          group.push(issue(NOW + (i % VARIETY)));
        for (const text of await Promise.all(group)) sum += text.charCodeAt(text.length - 1);
      }
      return sum;
    },
  };
}

export async function verifyingAwaited(
  { peer, issue, verify }: AwaitedPeer,
  size: number,
): Promise<Contestant> {
  const texts = await Promise.all(Array.from({ length: VARIETY }, (_, i) => issue(NOW + i)));
  return {
    peer: `${peer}/${size}`,
    async run(n) {
      let good = 0;
      for (let done = 0; done < n; done += size) {
        const which = done % VARIETY;
        if (size === 1) {
          if (await verify(texts[which] ?? "", NOW + which + (done & 1))) good++;
          continue;
        }
        const group: Promise<object | null>[] = [];
        for (let i = done; i < Math.min(done + size, n); i++) {
          group.push(verify(texts[i % VARIETY] ?? "", NOW + (i % VARIETY) + (i & 1)));
        }
        for (const fields of await Promise.all(group)) if (fields) good++;
      }
      return counted(peer, good, n);
    },
  };
}

/** A contestant that refuses good tokens is not faster, but wrong. */
export function counted(peer: string, good: number, n: number): number {
  if (good < n) throw new Error(`${peer} refused ${n - good} good tokens`);
  return good;
}
