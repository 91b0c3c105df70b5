import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Line, MAX_LINES, MAX_NOTE } from "../../worker/domain/bill.ts";
import { plainText } from "../../worker/domain/plain-text.ts";
import { draftTotal } from "../state/draft.ts";
import { exponentOfTill } from "../state/update-draft.ts";
import { amountText } from "./amount-text.ts";
import { LineForm } from "./line-form.tsx";
import { Shape } from "./shape.tsx";
import type { OfficeStage } from "./office.ts";
import { TopBar } from "./top-bar.tsx";

/** The lines of the bill and the note: what the customer will read beside the amount. */
export function BillEditor(stage: OfficeStage): JSX.Element {
  const { till, words, locale, send } = stage;
  const { draft, hint } = till;
  const exponent = exponentOfTill(till);
  const { currency } = till.profile.merchant;
  const text = (minor: number): string => amountText({ minor, currency, exponent }, locale);
  const home = (): void => send({ type: "show", screen: { name: "till" } });
  return (
    <div class="page">
      <TopBar title={words.billTitle} back={words.back} onBack={home} />
      <main class="page-body">
        {draft.lines.length === 0 && <p class="empty">{words.billEmpty}</p>}
        <BillLines {...stage} />
        <NoteField {...stage} />
        <label class="switch">
          <input
            type="checkbox"
            checked={draft.kind === "top-up"}
            onChange={(event) => send({ type: "turn", isTopUp: event.currentTarget.checked })}
          />
          <span>{words.topUpSwitch}</span>
        </label>
        {hint && (
          <p class="fault" role="alert">
            {words.hints[hint]}
          </p>
        )}
      </main>
      <footer class="page-foot">
        <p class="total">
          <span>{words.total}</span>
          <strong>{text(draftTotal(draft, exponent))}</strong>
        </p>
        <button type="button" class="button strong" onClick={home}>
          {words.done}
        </button>
      </footer>
    </div>
  );
}

function BillLines(stage: OfficeStage): JSX.Element {
  const { till, words } = stage;
  const { lines } = till.draft;
  /** The line being edited; one past the last is a new line, null none. */
  const editing = useSignal<number | null>(lines.length === 0 ? 0 : null);
  const stop = (): void => void (editing.value = null);
  const edit = (index: number) => (): void => void (editing.value = index);
  return (
    <>
      <ul class="lines">
        {lines.map((line, index) => (
          <li key={index}>
            {editing.value === index ? (
              <LineForm stage={stage} index={index} onDone={stop} />
            ) : (
              <LineRow stage={stage} line={line} onEdit={edit(index)} />
            )}
          </li>
        ))}
      </ul>
      {editing.value === lines.length && (
        <LineForm stage={stage} index={lines.length} onDone={stop} />
      )}
      {editing.value !== lines.length && lines.length < MAX_LINES && (
        <button type="button" class="button" onClick={edit(lines.length)}>
          <Shape name="plus" />
          {words.addLine}
        </button>
      )}
    </>
  );
}

interface LineRowProps {
  readonly stage: OfficeStage;
  readonly line: Line;
  readonly onEdit: () => void;
}

function LineRow({ stage, line, onEdit }: LineRowProps): JSX.Element {
  const { currency } = stage.till.profile.merchant;
  const money = {
    minor: line.quantity * line.unitPrice,
    currency,
    exponent: exponentOfTill(stage.till),
  };
  return (
    <button type="button" class="line-row" onClick={onEdit}>
      <span>
        {line.quantity > 1 && `${line.quantity} × `}
        <bdi>{line.name}</bdi>
      </span>
      <span>{amountText(money, stage.locale)}</span>
    </button>
  );
}

function NoteField({ till, words, send }: OfficeStage): JSX.Element {
  const { note } = till.draft;
  const read = note.trim() === "" ? null : plainText(note, MAX_NOTE);
  return (
    <label class="field note-field">
      <span>{words.note}</span>
      <textarea
        rows={2}
        value={note}
        placeholder={words.noteHint}
        onInput={(event) => send({ type: "write-note", note: event.currentTarget.value })}
      />
      {read && !read.ok && (
        <span class="fault" role="alert">
          {words.faults[read.reason]}
        </span>
      )}
    </label>
  );
}
