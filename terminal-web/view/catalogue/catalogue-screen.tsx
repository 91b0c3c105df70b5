import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import {
  type Catalogue,
  type KnownItem,
  MOST_ITEMS,
  withItem,
  withoutItem,
} from "../../state/catalogue.ts";
import { languageOf } from "../../state/till.ts";
import { exponentOfTill } from "../../state/update-draft.ts";
import { amountText } from "../amount-text.ts";
import { Shape } from "../shape.tsx";
import type { OfficeStage } from "../office.ts";
import { TopBar } from "../top-bar.tsx";
import { CATALOGUE_PHRASES } from "./catalogue-phrases.ts";
import { ItemForm } from "./item-form.tsx";

/** The names and prices that the till listens for. */
export function CatalogueScreen(stage: OfficeStage): JSX.Element {
  const { till, words, locale, send } = stage;
  const phrases = CATALOGUE_PHRASES[languageOf(till)];
  const { catalogue } = till;
  /** The name being edited; empty for a new one, null for none. */
  const editing = useSignal<string | null>(null);
  /** The list as it was before the last removal. */
  const removed = useSignal<{ readonly name: string; readonly before: Catalogue } | null>(null);
  const sorted = catalogue.toSorted((a, b) => a.name.localeCompare(b.name, locale));

  function put(next: Catalogue): void {
    editing.value = null;
    removed.value = null;
    send({ type: "put-catalogue", catalogue: next });
  }

  function remove(name: string): void {
    put(withoutItem(catalogue, name));
    removed.value = { name, before: catalogue };
  }

  return (
    <div class="page">
      <TopBar
        title={phrases.title}
        back={words.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body">
        <p class="about">{phrases.text}</p>
        {catalogue.length === 0 && <p class="empty">{phrases.empty}</p>}
        <ul class="lines">
          {sorted.map((item) => (
            <li key={item.name}>
              {editing.value === item.name ? (
                <ItemForm
                  stage={stage}
                  item={item}
                  onSave={(saved) => put(withItem(withoutItem(catalogue, item.name), saved))}
                  onRemove={() => remove(item.name)}
                />
              ) : (
                <ItemRow stage={stage} item={item} onEdit={() => (editing.value = item.name)} />
              )}
            </li>
          ))}
        </ul>
        {editing.value === "" ? (
          <ItemForm stage={stage} onSave={(saved) => put(withItem(catalogue, saved))} />
        ) : (
          <button type="button" class="button" onClick={() => (editing.value = "")}>
            <Shape name="plus" />
            {phrases.add}
          </button>
        )}
        {catalogue.length >= MOST_ITEMS && <p class="notice">{phrases.full(MOST_ITEMS)}</p>}
      </main>
      <div role="status">
        {removed.value && (
          <p class="notice news">
            <bdi>{phrases.removed(removed.value.name)}</bdi>
            <button
              type="button"
              class="button small"
              onClick={() => put(removed.value?.before ?? catalogue)}
            >
              {phrases.undo}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

interface ItemRowProps {
  readonly stage: OfficeStage;
  readonly item: KnownItem;
  readonly onEdit: () => void;
}

function ItemRow({ stage, item, onEdit }: ItemRowProps): JSX.Element {
  const { currency } = stage.till.profile.merchant;
  const money = { minor: item.unitPrice, currency, exponent: exponentOfTill(stage.till) };
  return (
    <button type="button" class="line-row" onClick={onEdit}>
      <bdi>{item.name}</bdi>
      <span>{amountText(money, stage.locale)}</span>
    </button>
  );
}
