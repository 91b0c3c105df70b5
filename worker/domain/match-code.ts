/** How many codes there are: 64 first words by 64 second words. */
export const MATCH_CODES = 64 * 64;
export const MATCH_CHOICES = 4;

/** Two words on the till, to be found among four pairs on the phone. The codes are numbers; the words are the wire's. */
export interface MatchCode {
  readonly answer: number;
  readonly choices: readonly number[];
}

/**
 * Makes a code from at least 9 random bytes. The choices share no word, so that a glance is enough; their order gives
 * nothing away, since it is that of their numbers.
 */
export function matchCodeFrom(random: Uint8Array): MatchCode {
  const firsts = distinct(random.subarray(0, 4));
  const seconds = distinct(random.subarray(4, 8));
  const codes = firsts.map((first, i) => first * 64 + (seconds[i] ?? 0));
  const answer = codes[(random[8] ?? 0) % MATCH_CHOICES];
  if (answer === undefined || codes.length < MATCH_CHOICES)
    throw new RangeError("a match code takes 9 random bytes");
  return { answer, choices: codes.toSorted((a, b) => a - b) };
}

/** Four different numbers below 64: each byte's own, or the next that is free. */
function distinct(random: Uint8Array): number[] {
  const taken: number[] = [];
  for (const byte of random) {
    let value = byte % 64;
    while (taken.includes(value)) value = (value + 1) % 64;
    taken.push(value);
  }
  return taken;
}
