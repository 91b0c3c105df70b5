import type { ClaimView } from "../contract/claim.ts";
import type { Language } from "../contract/merchant.ts";
import { MAX_MISSES } from "../domain/decide-claim.ts";
import { sentencesIn } from "./sentences.ts";

interface Look {
  readonly view: ClaimView;
  readonly stepUp: NonNullable<ClaimView["stepUp"]>;
  readonly language: Language;
}

/** What the payer has to show before this amount: the place, which needs script, or the words, which need none. */
export function StepUp({ view, stepUp, language }: Look) {
  const say = sentencesIn(language);
  const action = `/C/${view.id}/prove`;
  return (
    <section class="card">
      <h1>{say.stepUp}</h1>
      <p class="soft">{say.stepUpWhy(view.merchant.name)}</p>
      {stepUp.missesLeft < MAX_MISSES && (
        <p class="bad" role="alert">
          {say.missesLeft(stepUp.missesLeft)}
        </p>
      )}
      {stepUp.hasSaidPlace && (
        <p class="bad" role="alert">
          {say.notHere}
        </p>
      )}
      {stepUp.byPlace && (
        <form method="post" action={action} data-place class="scripted">
          <button>{say.showPlace}</button>
          <p class="soft">{say.placeWhy}</p>
          <p class="bad" role="alert" hidden>
            {say.noPlace}
          </p>
        </form>
      )}
      {stepUp.choices.length > 0 && (
        <form method="post" action={action}>
          <h2>{say.chooseWords}</h2>
          <div class="choices">
            {stepUp.choices.map(({ choice, words }) => (
              <button name="choice" value={String(choice)}>
                {words}
              </button>
            ))}
          </div>
        </form>
      )}
    </section>
  );
}
