import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type KnownItem, readItem } from "../../state/catalogue.ts";
import type { LineFault } from "../../state/draft.ts";
import { decimalText, type Minor, minorFromDecimal } from "../../../worker/domain/money.ts";
import { exponentOfTill } from "../../state/update-draft.ts";
import { FormFoot } from "../form-foot.tsx";
import type { OfficeStage } from "../office.ts";
import { focusEmpty, typedDecimal, typedText } from "../typed-text.ts";

interface ItemFormProps {
  readonly stage: OfficeStage;
  /** Absent for a new one. */
  readonly item?: KnownItem;
  readonly onSave: (item: KnownItem) => void;
  readonly onRemove?: () => void;
}

/** A thing that is sold: what it is called and what one costs. */
export function ItemForm({ stage, item, onSave, onRemove }: ItemFormProps): JSX.Element {
  const { words } = stage;
  const exponent = exponentOfTill(stage.till);
  const fault = useSignal<LineFault | null>(null);

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const unitPrice = minorFromDecimal(typedDecimal(form, "price"), exponent);
    const read = readItem(typedText(form, "name"), unitPrice);
    if (!read.ok) return void (fault.value = read.reason);
    onSave(read.value);
  }

  return (
    <form class="line-form" onSubmit={save} noValidate>
      <label class="field wide">
        <span>{words.lineName}</span>
        <input name="name" defaultValue={item?.name ?? ""} autoComplete="off" ref={focusEmpty} />
      </label>
      <label class="field wide">
        <span>{words.linePrice}</span>
        <input
          name="price"
          inputMode={exponent === 0 ? "numeric" : "decimal"}
          defaultValue={item ? decimalText(item.unitPrice as Minor, exponent) : ""}
        />
      </label>
      <FormFoot words={words} fault={fault.value} onRemove={onRemove} />
    </form>
  );
}
