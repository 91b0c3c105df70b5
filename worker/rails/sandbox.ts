import { type Instant, later } from "../domain/instant.ts";
import type { Minor, Money } from "../domain/money.ts";
import type { DeclineReason } from "../domain/order.ts";
import type { PlainText } from "../domain/plain-text.ts";
import type { Rail, RailAnswer, RailAttempt, RailKind, RailSurroundings } from "./rail.ts";

/** How the pretended bank treats an amount. Times count from the instruction. */
interface Script {
  readonly does: string;
  /** When the bank's own books say what happened. */
  readonly decidedMs: number;
  /** When the answer to the instruction comes; `null`: never. */
  readonly answeredMs: number | null;
  readonly declines?: DeclineReason;
  /** Money that moves after all, or again. */
  readonly saysAgainMs?: number;
  /** Holds the money first, and takes it when it is told to. */
  readonly holds?: boolean;
  /** How often the order to take it gets no answer. */
  readonly capturesLost?: number;
  /** Added to the amount, in minor units. */
  readonly differs?: number;
}

const AT_ONCE: Script = { does: "is approved at once", decidedMs: 0, answeredMs: 0 };

/**
 * Amounts by their last four digits in minor units (66.01 euros, 6601 yen). Every other amount is approved at once.
 * The outcome depends on the amount and the time alone: the pretended bank needs no memory, so no kill can lose it.
 */
export const SCRIPTS: ReadonlyMap<number, Script> = new Map([
  [6601, { does: "is declined", decidedMs: 0, answeredMs: 0, declines: "insufficient-funds" }],
  [6602, { does: "is approved after 3 s", decidedMs: 3_000, answeredMs: 3_000 }],
  [
    6603,
    {
      does: "is declined after 3 s",
      decidedMs: 3_000,
      answeredMs: 3_000,
      declines: "refused-by-rail",
    },
  ],
  [
    6604,
    { does: "gets no answer; a look-up finds it approved", decidedMs: 6_000, answeredMs: null },
  ],
  [
    6605,
    {
      does: "gets no answer; a look-up finds it declined",
      decidedMs: 6_000,
      answeredMs: null,
      declines: "refused-by-rail",
    },
  ],
  [6606, { does: "is answered late: approved after 30 s", decidedMs: 30_000, answeredMs: null }],
  [
    6607,
    {
      does: "is approved, and the bank says so twice",
      decidedMs: 0,
      answeredMs: 0,
      saysAgainMs: 1_000,
    },
  ],
  [
    6608,
    {
      does: "is declined, then the money comes after all and goes back",
      decidedMs: 0,
      answeredMs: 0,
      declines: "refused-by-rail",
      saysAgainMs: 3_000,
    },
  ],
  [
    6609,
    {
      does: "is approved one minor unit short, and goes back",
      decidedMs: 0,
      answeredMs: 0,
      differs: -1,
    },
  ],
  [
    6610,
    {
      does: "is held first, and taken when the order is decided",
      decidedMs: 0,
      answeredMs: 0,
      holds: true,
    },
  ],
  [
    6611,
    {
      does: "is held first, and the order to take it gets no answer twice",
      decidedMs: 0,
      answeredMs: 0,
      holds: true,
      capturesLost: 2,
    },
  ],
]);

/** A refund that ends in these digits is refused by the bank. */
const REFUSED_REFUND = 6601;

const scriptOf = ({ minor }: Money): Script => SCRIPTS.get(minor % 10_000) ?? AT_ONCE;

/** A bank that is not one: pays with nothing, and misbehaves on request. */
export function createSandbox({ now, sleep, notify }: RailSurroundings): Rail {
  const voided = new Set<string>();
  const lostCaptures = new Map<string, number>();

  const outcome = ({ reference, amount }: RailAttempt, script: Script): RailAnswer => {
    if (voided.has(reference)) return { type: "voided" };
    return script.declines
      ? { type: "declined", reason: script.declines }
      : captured(amount, script);
  };

  const lookUp = (attempt: RailAttempt, at: Instant): RailAnswer => {
    const script = scriptOf(attempt.amount);
    const decidedAt = later(attempt.at, script.decidedMs);
    return at < decidedAt
      ? { type: "unknown", askAgainMs: decidedAt - at }
      : outcome(attempt, script);
  };

  const sayAgain = async (attempt: RailAttempt, script: Script): Promise<void> => {
    if (script.saysAgainMs === undefined) return;
    await sleep(script.saysAgainMs);
    notify(attempt.reference, captured(attempt.amount, script));
  };

  return {
    name: "sandbox",
    title: "Sandbox" as PlainText,
    isTest: true,
    can: { instruct: true, void: true, refund: true },
    async instruct(attempt) {
      const script = scriptOf(attempt.amount);
      if (script.answeredMs === null) return new Promise(() => {});
      if (script.answeredMs > 0) await sleep(script.answeredMs);
      void sayAgain(attempt, script);
      return outcome(attempt, script);
    },
    lookUp: (attempt) => Promise.resolve(lookUp(attempt, now())),
    capture({ reference, amount }) {
      const lost = (lostCaptures.get(reference) ?? 0) + 1;
      lostCaptures.set(reference, lost);
      const isLost = lost <= (scriptOf(amount).capturesLost ?? 0);
      return Promise.resolve(isLost ? { type: "unknown", askAgainMs: 500 } : { type: "captured" });
    },
    release({ reference }) {
      voided.add(reference);
      return Promise.resolve({ type: "voided" });
    },
    void(attempt) {
      const answer = lookUp(attempt, now());
      if (answer.type !== "unknown") return Promise.resolve(answer);
      voided.add(attempt.reference);
      return Promise.resolve({ type: "voided" });
    },
    refund: ({ amount }) =>
      Promise.resolve({ type: amount.minor % 10_000 === REFUSED_REFUND ? "failed" : "refunded" }),
  };
}

function captured({ minor, currency }: Money, { differs = 0, holds = false }: Script): RailAnswer {
  return {
    type: holds ? "held" : "captured",
    amount: { minor: (minor + differs) as Minor, currency },
  };
}

export const sandbox: RailKind = { needs: [], isOnAtFirst: true, make: createSandbox };
