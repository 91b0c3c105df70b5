import type { SpeechContext } from "../heard.ts";

/**
 * Phrases as a recogniser returns them, each with the outcome a person at the counter would expect, written before the grammar was.
 *
 * The notation of an outcome:
 *   23.50                               a draft of that amount, without lines
 *   2 coffees @ 3.50, 1 bagel @ 4.25    a draft of these lines, in this order
 *   12.50 | 1250.00                     the candidates to be shown, best first
 *   20.00 ?? for him ; again            with the words that found no place, run by run
 *   none noise                          nothing drafted, and why
 *   command clear                       a command
 */
export interface PhraseTable {
  title: string;
  context: SpeechContext;
  phrases: readonly (readonly [spoken: string, expected: string])[];
}
