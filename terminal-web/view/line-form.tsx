import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Line } from "../../worker/domain/bill.ts";
import type { Exponent } from "../../worker/domain/currency.ts";
import { decimalText, minorFromDecimal } from "../../worker/domain/money.ts";
import { type Result, refuse } from "../../worker/domain/result.ts";
import { type LineFault, readLine } from "../state/draft.ts";
import { exponentOfTill } from "../state/update-draft.ts";
import { FormFoot } from "./form-foot.tsx";
import type { OfficePhrases } from "./office-phrases-en.ts";
import type { OfficeStage } from "./office.ts";
import { focusEmpty, typedDecimal, typedText } from "./typed-text.ts";

interface LineFormProps {
  readonly stage: OfficeStage;
  /** Of the line in the draft; one past the last for a new one. */
  readonly index: number;
  readonly onDone: () => void;
}

/** One line of the bill as a form: what, how many, for how much each. A price below zero is a discount. */
export function LineForm({ stage, index, onDone }: LineFormProps): JSX.Element {
  const { till, words, send } = stage;
  const exponent = exponentOfTill(till);
  const line = till.draft.lines[index];
  const fault = useSignal<LineFault | null>(null);

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const read = readForm(new FormData(event.currentTarget as HTMLFormElement), exponent);
    if (!read.ok) return void (fault.value = read.reason);
    send({ type: "put-line", index, line: read.value });
    onDone();
  }

  function remove(): void {
    send({ type: "remove-line", index });
    onDone();
  }

  return (
    <form class="line-form" onSubmit={save} noValidate>
      <Fields line={line} exponent={exponent} words={words} />
      <FormFoot words={words} fault={fault.value} onRemove={line && remove} />
    </form>
  );
}

interface FieldsProps {
  readonly line: Line | undefined;
  readonly exponent: Exponent;
  readonly words: OfficePhrases;
}

function Fields({ line, exponent, words }: FieldsProps): JSX.Element {
  return (
    <>
      <label class="field wide">
        <span>{words.lineName}</span>
        <input name="name" defaultValue={line?.name ?? ""} autoComplete="off" ref={focusEmpty} />
      </label>
      <label class="field">
        <span>{words.lineQuantity}</span>
        <input name="quantity" inputMode="numeric" defaultValue={String(line?.quantity ?? 1)} />
      </label>
      <label class="field">
        <span>{words.linePrice}</span>
        <input
          name="price"
          inputMode={exponent === 0 ? "numeric" : "decimal"}
          defaultValue={line ? decimalText(line.unitPrice, exponent) : ""}
        />
      </label>
    </>
  );
}

function readForm(form: FormData, exponent: Exponent): Result<Line, LineFault> {
  const price = typedDecimal(form, "price");
  const isDiscount = price.startsWith("-");
  const minor = minorFromDecimal(isDiscount ? price.slice(1) : price, exponent);
  if (minor === null) return refuse("price");
  const unitPrice = isDiscount && minor > 0 ? -minor : minor;
  return readLine({
    name: typedText(form, "name"),
    quantity: Number(typedText(form, "quantity")),
    unitPrice,
  });
}
