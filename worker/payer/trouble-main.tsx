import type { Language } from "../contract/merchant.ts";
import { Cross } from "./marks.tsx";
import { type Trouble, sentencesIn } from "./sentences.ts";

/** What is in the way, in one sentence, and what to do next, in another. */
export function TroubleMain({ trouble, language }: { trouble: Trouble; language: Language }) {
  const [title, next] = sentencesIn(language).trouble[trouble];
  return (
    <main data-state={trouble}>
      <Cross />
      <h1>{title}</h1>
      <p>{next}</p>
    </main>
  );
}
