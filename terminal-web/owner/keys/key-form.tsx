import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type MakeKey, SCOPES } from "../../../worker/contract/api-key.ts";
import type { KeyWords } from "./key-words.ts";

interface KeyFormProps {
  readonly words: KeyWords;
  readonly isBusy: boolean;
  readonly onKey: (wish: MakeKey) => void;
}

/** One more key. What most programs need is ticked. */
export function KeyForm({ words, isBusy, onKey }: KeyFormProps): JSX.Element {
  const isEmpty = useSignal(false);
  function take(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const scopes = SCOPES.filter((scope) => form.has(scope));
    const name = form.get("name");
    isEmpty.value = scopes.length === 0;
    if (scopes.length > 0 && typeof name === "string")
      onKey({ name: name.trim(), scopes } as MakeKey);
  }
  return (
    <form class="rules" onSubmit={take}>
      <label class="field">
        <span>{words.name}</span>
        <input name="name" required maxLength={40} autoComplete="off" />
      </label>
      <fieldset>
        <legend>{words.may}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} class="check">
            <input type="checkbox" name={scope} defaultChecked={scope.startsWith("orders")} />
            {words.scopes[scope]}
          </label>
        ))}
      </fieldset>
      {isEmpty.value && (
        <p class="fault" role="alert">
          {words.noScope}
        </p>
      )}
      <button type="submit" class="button" disabled={isBusy}>
        {words.make}
      </button>
    </form>
  );
}
