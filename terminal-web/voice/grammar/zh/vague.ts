import type { NoDraftReason } from "../../../state/hearing.ts";
import type { SpeechContext } from "../heard.ts";
import type { StopPiece } from "../piece.ts";
import { cardinalAt } from "./cardinals.ts";
import { isMeasureAt } from "./measures.ts";
import { moneyAt } from "./money-words.ts";
import { digitOf, isNumberCharacter, unitOf } from "./number-characters.ts";
import type { Token } from "./tokenise.ts";

interface Step {
  pieces: readonly StopPiece[];
  next: number;
}

/** Numbers that nobody can charge: 三四十块, 七八个, 三十多块, 几十块, 万八千, and 八折, which is a discount. */
export function vagueStep(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Step | undefined {
  const first = tokens[at]?.word;
  const second = tokens[at + 1]?.word;
  if (digitOf(first) !== undefined && second === "折") return stopped(tokens, at, 2, "arithmetic");
  if (isSpan(tokens, at, context) || isAboutBehind(tokens, at, context)) {
    return stopped(tokens, at, 2, "no-amount");
  }
  const isSome = first === "几" && isNumberCharacter(second);
  // A unit that no number leads to, right before a number.
  const isTorn = isNumberCharacter(first) && cardinalAt(tokens, at) === undefined;
  const isBeforeNumber = cardinalAt(tokens, at + 1) !== undefined;
  return isSome || (isTorn && isBeforeNumber) ? stopped(tokens, at, 2, "no-amount") : undefined;
}

/** 三四十, 七八个: two neighbours are a guess. Behind 块 they are tenths and hundredths. */
function isSpan(tokens: readonly Token[], at: number, context: SpeechContext): boolean {
  const first = digitOf(tokens[at]?.word);
  if (first === undefined || first === 0 || digitOf(tokens[at + 1]?.word) !== first + 1) {
    return false;
  }
  const isCounted =
    unitOf(tokens[at + 2]?.word) !== undefined ||
    isMeasureAt(tokens, at + 2) ||
    moneyAt(tokens, at + 2, context.currency)?.coin === "major";
  return isCounted && moneyAt(tokens, at - 1, context.currency) === undefined;
}

/** 三十多块, 三十来个, 十几块. */
function isAboutBehind(tokens: readonly Token[], at: number, context: SpeechContext): boolean {
  const said = cardinalAt(tokens, at);
  if (said === undefined) return false;
  const about = tokens[said.next]?.word;
  if (about !== "多" && about !== "几" && about !== "余" && about !== "来") return false;
  const behind = said.next + 1;
  if (isMeasureAt(tokens, behind) || moneyAt(tokens, behind, context.currency) !== undefined) {
    return true;
  }
  return about !== "来" && (tokens[behind] === undefined || tokens[behind].kind === "break");
}

function stopped(
  tokens: readonly Token[],
  at: number,
  length: number,
  reason: NoDraftReason,
): Step {
  const from = tokens[at]?.from ?? 0;
  const to = tokens[at + length - 1]?.to ?? from;
  return { pieces: [{ type: "stop", reason, from, to }], next: at + length };
}
