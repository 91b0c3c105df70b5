import { amended, type Before, type Mending, type Stretch } from "./amend.ts";
import { distinct } from "./bill-lines.ts";
import { billsOf } from "./bills.ts";
import type { NoDraftReason } from "../../state/hearing.ts";
import {
  type Candidate,
  type Heard,
  isWithinLimits,
  type SpokenCommand,
  type SpeechContext,
} from "./heard.ts";
import { entriesOf } from "./entries.ts";
import { joinedNames } from "./join-names.ts";
import type { Piece, Scan, Span } from "./piece.ts";

interface Take {
  mending: Mending | undefined;
  pieces: Piece[];
}

/** Makes a draft of what a language scanned. Knows no language. */
export function understood(scan: Scan, context: SpeechContext): Heard {
  const show = (spans: readonly Span[]) =>
    spans.map(({ from, to }) => scan.text.slice(from, to).trim()).filter((words) => words !== "");
  const none = (reason: NoDraftReason, spans: readonly Span[]): Heard => ({
    kind: "none",
    reason,
    unmatched: show(spans),
  });

  const lost = scan.pieces.filter((piece) => piece.type === "lost");
  const stop = scan.pieces.find((piece) => piece.type === "stop");
  if (stop !== undefined) return none(stop.reason, lost);

  if (isRemoval(scan.pieces)) return none("removal", []);

  const { takes, command, isWithdrawn } = takesOf(joinedNames(scan.pieces, scan.text));
  const stretches = takes.map(({ mending, pieces }) => ({ mending, stretch: stretchOf(pieces) }));
  const before = stretches.map(({ stretch }) => stretch);
  const unpriced = before.flatMap(({ entries }) =>
    entries.lines.filter(({ options }) => options.length === 0),
  );
  const weight = [...lost, ...unpriced.filter(({ isSure }) => !isSure)].reduce(
    (sum, piece) => sum + piece.weight,
    0,
  );
  const isSure = before.some(({ entries }) => entries.isSure);
  if (!isSure && weight >= scan.noiseWeight)
    return none("noise", [...lost, ...unpriced].toSorted(byPlace));

  const { candidates, failure, isAmending } = folded(stretches, context);
  const amending = isAmending ? { amends: true as const } : {};
  const unmatched = [...keptLost(before), ...unpricedSpans(before)].toSorted(byPlace);
  const [only] = candidates;
  if (candidates.length > 1)
    return { kind: "ambiguous", candidates, unmatched: show(unmatched), ...amending };
  if (only !== undefined) {
    const { amount, lines } = only;
    return { kind: "draft", amount, lines, unmatched: show(unmatched), ...amending };
  }
  if (failure !== undefined) return none(failure, unmatched);
  if (command !== undefined)
    return isWithdrawn ? none("withdrawn", []) : { kind: "command", command };
  if (isSure || before.some(({ entries }) => entries.counts.length > 0))
    return none("no-amount", unmatched);
  return unmatched.length > 0 ? none("noise", unmatched) : none("silence", []);
}

/** Cuts speech at second thoughts, and drops what a command took back. */
function takesOf(pieces: readonly Piece[]): {
  takes: Take[];
  command: SpokenCommand | undefined;
  isWithdrawn: boolean;
} {
  let takes: Take[] = [{ mending: undefined, pieces: [] }];
  let command: SpokenCommand | undefined;
  let isWithdrawn = false;
  let isDenied = false;
  for (const piece of pieces) {
    if (piece.type === "command") {
      command = piece.command;
      if (command === "repeat") continue;
      isWithdrawn = command === "undo" && takes.some((take) => take.pieces.some(isMeant));
      takes = [{ mending: undefined, pieces: [] }];
    } else if (piece.type === "mend") {
      if (piece.mend === "not") isDenied = true;
      else takes.push({ mending: piece.mend, pieces: [] });
    } else if (isDenied && piece.type === "number") isDenied = false;
    else takes.at(-1)?.pieces.push(piece);
  }
  return { takes, command, isWithdrawn };
}

/** "Cancel the coffee" takes something off the bill, which is done by hand: it must not put one on. */
function isRemoval(pieces: readonly Piece[]): boolean {
  return pieces.some((piece, at) => {
    const isTaking = piece.type === "command" && piece.command !== "repeat";
    return isTaking && pieces[at + 1]?.type === "name";
  });
}

function isMeant(piece: Piece): boolean {
  return (
    piece.type === "number" ||
    piece.type === "name" ||
    (piece.type === "count" && piece.kind !== "article")
  );
}

function stretchOf(pieces: readonly Piece[]): Stretch {
  const entries = entriesOf(pieces);
  return { entries, outcome: billsOf(entries) };
}

/** Applies each second thought to what came before it, beginning with what is on the screen. */
function folded(
  stretches: readonly { mending: Mending | undefined; stretch: Stretch }[],
  context: SpeechContext,
): { candidates: Candidate[]; failure: NoDraftReason | undefined; isAmending: boolean } {
  let before: Before = { candidates: [], isPriceSpoken: false };
  let isAmending = false;
  let failure: NoDraftReason | undefined;
  for (const { mending, stretch } of stretches) {
    const { candidates } = stretch.outcome;
    failure = stretch.outcome.failure ?? failure;
    const isSaid = candidates.length > 0 || stretch.entries.counts.length > 0;
    const { current } = context;
    if (
      mending !== undefined &&
      isSaid &&
      before.candidates.length === 0 &&
      current !== undefined
    ) {
      before = { candidates: [{ ...current, reason: "first" }], isPriceSpoken: false };
      isAmending = true;
    }
    const next =
      mending === undefined ? candidates : amended(before, stretch, mending, context.exponent);
    const isPriceSpoken = stretch.entries.lines.at(-1)?.isPriceSpoken ?? before.isPriceSpoken;
    before = { candidates: distinct(next.filter(isWithinLimits)), isPriceSpoken };
  }
  return { candidates: [...before.candidates], failure, isAmending };
}

function keptLost(stretches: readonly Stretch[]): Span[] {
  return stretches.flatMap(({ entries }) => entries.lost);
}

/** Things left without a price, unless nothing of their stretch counts any more. */
function unpricedSpans(stretches: readonly Stretch[]): Span[] {
  const last = stretches.length - 1;
  return stretches.flatMap(({ outcome }, index) =>
    index === last || outcome.candidates.length > 0 ? outcome.unpriced : [],
  );
}

function byPlace(a: Span, b: Span): number {
  return a.from - b.from;
}
