import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { exponentOf, isCurrency } from "../../../worker/domain/currency.ts";
import { type Minor, minorFromDecimal } from "../../../worker/domain/money.ts";
import type { Right, StaffRules } from "../../../worker/domain/staff.ts";
import { textIn } from "./member-form.tsx";
import type { StaffWords } from "./staff-words.ts";

interface RulesFormProps {
  readonly words: StaffWords;
  readonly currency: string;
  readonly rules: StaffRules;
  readonly isBusy: boolean;
  readonly onRules: (rules: StaffRules) => Promise<boolean>;
}

const RIGHTS: readonly Right[] = ["drawer", "reports", "settings"];

/** What each role may do at a till, and how soon one that was left locks itself. */
export function RulesForm({
  words,
  currency,
  rules,
  isBusy,
  onRules,
}: RulesFormProps): JSX.Element {
  const note = useSignal<"saved" | "limitWrong" | null>(null);
  const exponent = isCurrency(currency) ? exponentOf(currency) : 2;
  const shown = (limit: Minor | null): string =>
    limit === null ? "" : (limit / 10 ** exponent).toFixed(exponent);

  async function take(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    /** undefined: not an amount. */
    const limitIn = (name: string): Minor | null | undefined => {
      const text = textIn(form, name).trim().replace(",", ".");
      return text === "" ? null : (minorFromDecimal(text, exponent) ?? undefined);
    };
    const [cashier, manager] = [limitIn("cashier"), limitIn("manager")];
    if (cashier === undefined || manager === undefined) {
      note.value = "limitWrong";
      return;
    }
    const may = (right: Right): boolean => form.has(right);
    const isSaved = await onRules({
      refundLimit: { manager, cashier },
      cashierMay: { drawer: may("drawer"), reports: may("reports"), settings: may("settings") },
      lockAfterSeconds: Number(form.get("lock")),
    });
    note.value = isSaved ? "saved" : null;
  }

  return (
    <form class="rules" onSubmit={(event) => void take(event)} onInput={() => (note.value = null)}>
      <h2>{words.rules}</h2>
      <Limit
        name="cashier"
        label={words.cashierLimit(currency)}
        value={shown(rules.refundLimit.cashier)}
      />
      <Limit
        name="manager"
        label={words.managerLimit(currency)}
        value={shown(rules.refundLimit.manager)}
      />
      <p class="soft">{words.limitText}</p>
      <fieldset>
        <legend>{words.cashierMay}</legend>
        {RIGHTS.map((right) => (
          <label key={right} class="check">
            <input type="checkbox" name={right} defaultChecked={rules.cashierMay[right]} />
            {words.rights[right]}
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{words.lockAfter}</span>
        <input
          type="number"
          name="lock"
          min={15}
          max={3600}
          required
          defaultValue={String(rules.lockAfterSeconds)}
        />
      </label>
      <button type="submit" class="button" disabled={isBusy}>
        {words.save}
      </button>
      <p role="status">{note.value && words[note.value]}</p>
    </form>
  );
}

interface LimitProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

const Limit = ({ name, label, value }: LimitProps): JSX.Element => (
  <label class="field">
    <span>{label}</span>
    <input name={name} inputMode="decimal" defaultValue={value} autoComplete="off" />
  </label>
);
