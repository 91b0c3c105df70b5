import type { CandidateReason } from "../../state/hearing.ts";

interface Choice {
  readonly reason: CandidateReason;
}

/**
 * The reasons that tell choices apart, in their order, each once; one undefined where there is no doubt.
 * A speaker reads all numbers of a sentence the same way, so one reason settles every doubt it names.
 */
export function doubtsAmong(
  choices: readonly (readonly Choice[])[],
): (CandidateReason | undefined)[] {
  const reasons = choices
    .filter((several) => several.length > 1)
    .flatMap((several) => several.map(({ reason }) => reason));
  return reasons.length === 0 ? [undefined] : [...new Set(reasons)];
}

/** Beside other amounts there is something to check a sound against, so its twin is no choice. */
export function firm<T extends Choice>(choices: readonly T[]): readonly T[] {
  return choices.filter(({ reason }) => reason !== "sound");
}

/** The choice of that reason, or else the best. */
export function chosen<T extends Choice>(
  choices: readonly T[],
  reason: CandidateReason | undefined,
): T | undefined {
  return choices.find((choice) => choice.reason === reason) ?? choices[0];
}
