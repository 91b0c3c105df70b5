// `npm run timing`: whether the time of a refusal tells how much of a forged token's mac was right, after dudect
// (Reparaz, Balasch, Verbauwhede 2017): two classes in random turns, Welch's t over their times.
// A leak shows every time and a busy machine now and then, so the least of three is taken; exits with 1 at |t| ≥ 4.5.
import { builtModule } from "../../wasm/built-module.ts";
import { createCore } from "../../wasm/core.ts";
import { SAMPLE, rootOf } from "../../wasm/test-tokens.ts";
import { quantile } from "./statistics.ts";

const SAMPLES = 200_000;
const ROUNDS = 3;
const THRESHOLD = 4.5;
/** The mac is the last 16 of 40 bytes, five bits to a character: it begins in the 39th. */
const FIRST_OF_MAC = 39;
const LAST = 63;
/** RFC 4648's base32. */
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const core = createCore(builtModule());
core.loadRoots([rootOf(3)]);
const token = core.issue(SAMPLE);

/** The token with its character at `at` turned into another. */
function forged(at: number): string {
  const digit = DIGITS[(DIGITS.indexOf(token[at] ?? "") + 16) % 32];
  // One flat string in the engine, as a request's is: a joined one would be read in another time.
  return Buffer.from(token.slice(0, at) + digit + token.slice(at + 1)).toString("latin1");
}

const check = (text: string): unknown => core.verify(text, SAMPLE.window);

/** What must never be done, to see that it would be seen. */
function checkWithEarlyExit(text: string): boolean {
  for (let at = 0; at < token.length; at++) {
    if (text.charCodeAt(at) !== token.charCodeAt(at)) return false;
  }
  return true;
}

const CONTESTS = [
  {
    what: "first or last character of the mac",
    check,
    texts: [forged(FIRST_OF_MAC), forged(LAST)],
  },
  { what: "middle or last character of the mac", check, texts: [forged(51), forged(LAST)] },
  { what: "the same twice", check, texts: [forged(LAST), forged(LAST)] },
  {
    what: "first or last, with an early exit (must show)",
    check: checkWithEarlyExit,
    texts: [forged(FIRST_OF_MAC), forged(LAST)],
    isLeaky: true,
  },
] as const;

for (const { what, texts, check: checked, ...contest } of CONTESTS) {
  const rounds = Array.from({ length: ROUNDS }, () => welch(...timesOf(checked, ...texts)));
  const t = rounds.reduce((least, round) => (Math.abs(round) < Math.abs(least) ? round : least));
  console.log(JSON.stringify({ op: "refusal", what, samples: SAMPLES, t: Number(t.toFixed(2)) }));
  if (Math.abs(t) >= THRESHOLD !== "isLeaky" in contest) process.exitCode = 1;
}

/** Times in ns of refusing the one and the other, in random turns, after as many that warm up. */
function timesOf(
  checked: (text: string) => unknown,
  one: string,
  other: string,
): [number[], number[]] {
  const times: [number[], number[]] = [[], []];
  for (let i = -SAMPLES; i < SAMPLES; i++) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const text = which === 0 ? one : other;
    const from = process.hrtime.bigint();
    checked(text);
    const took = Number(process.hrtime.bigint() - from);
    if (i >= 0) times[which].push(took);
  }
  return times;
}

/** Welch's t of two samples, without the slower half of both, which is the machine's and not the core's. */
function welch(a: number[], b: number[]): number {
  const limit = quantile([...a, ...b], 0.5);
  const [x, y] = [a, b].map((times) => momentsOf(times.filter((ns) => ns <= limit)));
  if (!x || !y) throw new Error("two samples are needed");
  return (x.mean - y.mean) / Math.sqrt(x.variance / x.count + y.variance / y.count);
}

function momentsOf(values: readonly number[]): { mean: number; variance: number; count: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, variance, count };
}
