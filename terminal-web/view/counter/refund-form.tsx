import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Exponent } from "../../../worker/domain/currency.ts";
import type { Movement } from "../../state/counter-wish.ts";
import { type RefundDraft, type RefundFault, readRefund } from "../../state/refund-draft.ts";
import { Choice } from "../choice.tsx";
import type { CounterPhrases } from "./counter-phrases-en.ts";

interface RefundFormProps {
  readonly words: CounterPhrases;
  /** Kept outside, so that a second look that ends with "no" finds it as it was. */
  readonly draft: Signal<RefundDraft>;
  readonly currency: string;
  readonly exponent: Exponent;
  /** Of the sale, and of what this till may give back by itself; in minor units. */
  readonly left: number;
  readonly allowed: number | null;
  readonly money: (minor: number) => string;
  readonly onAsk: (refund: Extract<Movement, { type: "refund" }>) => void;
}

/** How much and why. */
export function RefundForm(props: RefundFormProps): JSX.Element {
  const { words, draft, currency, exponent, left, allowed, money, onAsk } = props;
  const fault = useSignal<RefundFault | null>(null);
  const change = (changes: Partial<RefundDraft>): void => {
    draft.value = { ...draft.value, ...changes };
    fault.value = null;
  };
  const goOn = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = readRefund(draft.value, { left, allowed, exponent });
    if (read.ok) onAsk(read.value);
    else fault.value = read.reason;
  };
  return (
    <form class="counter-form" onSubmit={goOn} noValidate>
      <Choice
        name="much"
        label={words.howMuch}
        value={draft.value.isWhole ? "all" : "part"}
        options={[
          ["all", words.all(money(left))],
          ["part", words.part],
        ]}
        onChoose={(value) => change({ isWhole: value === "all" })}
      />
      {!draft.value.isWhole && (
        <label class="field">
          <span>{words.partAmount(currency)}</span>
          <input
            inputMode={exponent === 0 ? "numeric" : "decimal"}
            autoComplete="off"
            value={draft.value.typed}
            onInput={(event) => change({ typed: event.currentTarget.value })}
          />
        </label>
      )}
      <label class="field">
        <span>{words.reason}</span>
        <input
          autoComplete="off"
          maxLength={400}
          value={draft.value.reason}
          onInput={(event) => change({ reason: event.currentTarget.value })}
        />
      </label>
      <div class="reasons">
        {words.reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            class="button small"
            onClick={() => change({ reason })}
          >
            {reason}
          </button>
        ))}
      </div>
      {allowed !== null && allowed < left && <p class="soft">{words.mayGive(money(allowed))}</p>}
      {fault.value && (
        <p class="fault" role="alert">
          {words.refundFaults[fault.value]}
        </p>
      )}
      <button type="submit" class="button strong">
        {words.goOn}
      </button>
    </form>
  );
}
