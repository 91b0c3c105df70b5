import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Exponent } from "../../../worker/domain/currency.ts";
import { minorFromDecimal } from "../../../worker/domain/money.ts";
import { type PartWish, type Split, partOfRest } from "../../state/split.ts";
import { languageOf } from "../../state/till.ts";
import type { OfficeStage } from "../office.ts";
import { COUNTER_PHRASES } from "./counter-phrases.ts";

interface PartFormProps {
  readonly stage: OfficeStage;
  readonly split: Split;
  readonly money: (minor: number) => string;
  readonly charge: (part: Omit<PartWish, "shown">, shown: PartWish["shown"]) => void;
}

/** So much of a bill by phone or in cash, or all that is left of it. */
export function PartForm({ stage, split, money, charge }: PartFormProps): JSX.Element {
  const words = COUNTER_PHRASES[languageOf(stage.till)];
  const { currency, exponent } = split.whole.amount;
  const typed = useSignal("");
  const isFault = useSignal(false);
  const take = (shown: PartWish["shown"]): void => {
    const minor = minorFromDecimal(typed.value.trim().replace(",", "."), exponent as Exponent);
    const part = minor === null ? null : partOfRest(split, minor);
    isFault.value = part === null;
    if (part) charge(part, shown);
  };
  const rest = partOfRest(split, split.unassigned);
  return (
    <>
      <label class="field">
        <span>{words.partOfIt(currency)}</span>
        <input
          inputMode={exponent === 0 ? "numeric" : "decimal"}
          autoComplete="off"
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            isFault.value = false;
          }}
        />
        {isFault.value && (
          <span class="fault" role="alert">
            {words.partFault}
          </span>
        )}
      </label>
      <div class="form-buttons">
        <button type="button" class="button" onClick={() => take("cash")}>
          {words.inCash}
        </button>
        <button type="button" class="button" onClick={() => take("code")}>
          {words.byPhone}
        </button>
      </div>
      {rest && split.parts.length > 0 && (
        <div class="form-buttons">
          <button type="button" class="button" onClick={() => charge(rest, "cash")}>
            {words.restCash(money(rest.minor))}
          </button>
          <button type="button" class="button" onClick={() => charge(rest, "code")}>
            {words.restCode(money(rest.minor))}
          </button>
        </div>
      )}
    </>
  );
}
