import type { JSX } from "preact";
import { type Split, partCountOf } from "../../state/split.ts";
import { languageOf } from "../../state/till.ts";
import { amountText } from "../amount-text.ts";
import { Shape } from "../shape.tsx";
import type { Stage } from "../stage.ts";
import { COUNTER_PHRASES } from "./counter-phrases.ts";

/** How far a bill is that is paid in parts, in the place of the state that the whole ended in. */
export function SplitChip({
  stage: { till, locale },
  split,
}: {
  readonly stage: Pick<Stage, "till" | "locale">;
  readonly split: Split;
}): JSX.Element {
  const words = COUNTER_PHRASES[languageOf(till)];
  const { paid, of } = partCountOf(split);
  const isPaid = split.open === 0;
  return (
    <span class={isPaid ? "chip chip-paid" : "chip"}>
      <Shape name={isPaid ? "tick" : "bill"} />
      {isPaid
        ? words.splitPaid(paid)
        : words.splitOpen(
            paid,
            of,
            amountText({ ...split.whole.amount, minor: split.open }, locale),
          )}
    </span>
  );
}
