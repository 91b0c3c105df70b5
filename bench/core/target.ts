import type { Result } from "./result.ts";

/** What a comparison is to reach in workerd. */
interface Target {
  op: Result["op"];
  mode: Result["mode"];
  peer: string;
  ratio: number;
}

const TARGETS: readonly Target[] = [
  { op: "issue", mode: "single", peer: "webcrypto", ratio: 6 },
  { op: "issue", mode: "single", peer: "node-crypto", ratio: 10 },
  { op: "issue", mode: "single", peer: "jose", ratio: 19 },
  { op: "issue", mode: "single", peer: "handwritten", ratio: 2.5 },
  { op: "verify", mode: "single", peer: "webcrypto", ratio: 7 },
  { op: "verify", mode: "single", peer: "node-crypto", ratio: 11 },
  { op: "verify", mode: "single", peer: "jose", ratio: 24 },
  { op: "verify", mode: "single", peer: "handwritten", ratio: 2.5 },
  { op: "issue", mode: "batch", peer: "webcrypto", ratio: 20 },
  { op: "verify", mode: "batch", peer: "webcrypto", ratio: 17 },
  // At most 1.4 times the time of the processor's own instructions.
  { op: "mac", mode: "batch", peer: "sha-ni", ratio: 1 / 1.4 },
  { op: "qr.matrix", mode: "single", peer: "qr", ratio: 6 },
  { op: "qr.matrix", mode: "single", peer: "qrcode", ratio: 70 },
  { op: "qr.svg", mode: "single", peer: "qr", ratio: 8 },
  { op: "cold.symbol", mode: "single", peer: "qr", ratio: 6 },
];

/** A first token may come this much after WebCrypto's. */
const COLD_TOKEN_NS = 300_000;

export interface Verdict {
  what: string;
  wanted: string;
  got: string;
  isReached: boolean;
}

/** Every target beside what was measured. */
export function verdicts(results: readonly Result[]): Verdict[] {
  const found: Verdict[] = [];
  for (const { op, mode, peer, ratio } of TARGETS) {
    const result = results.find(
      (one) => one.host === "workerd" && one.op === op && one.mode === mode && one.peer === peer,
    );
    if (!result) continue;
    found.push({
      what: `${op} ${mode} against ${peer}`,
      wanted: `≥ ${ratio.toPrecision(2)}`,
      got: result.ratio.toPrecision(3) + shortfall(result.ratio, ratio),
      isReached: result.ratio >= ratio,
    });
  }
  const token = results.find(({ op }) => op === "cold.token");
  if (token) {
    const later = token.ns - token.peer_ns;
    const got = `${(later / 1e6).toFixed(2)} ms later`;
    found.push({
      what: "cold.token against webcrypto",
      wanted: "≤ 0.30 ms later",
      got,
      isReached: later <= COLD_TOKEN_NS,
    });
  }
  for (const { op, mode, ratio } of results.filter((one) => one.n === 1_000_000)) {
    const got = ratio.toPrecision(3);
    found.push({
      what: `${op} ${mode}, 10^6 against 10^3`,
      wanted: "≥ 1",
      got,
      isReached: ratio >= 1,
    });
  }
  return found;
}

/** By how much a ratio misses its target. */
function shortfall(ratio: number, wanted: number): string {
  return ratio >= wanted ? "" : `, ${Math.ceil(100 * (1 - ratio / wanted))} % short`;
}
