import type { JSX } from "preact";

interface NameFormProps {
  readonly label: string;
  readonly value: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly onName: (name: string) => void;
}

/** One name and a button. Whether the name is good, the server says, in words. */
export function NameForm({ label, value, submit, isBusy, onName }: NameFormProps): JSX.Element {
  function take(event: SubmitEvent): void {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get("name");
    if (typeof name === "string") onName(name);
  }
  return (
    <form class="name-form" onSubmit={take}>
      <label class="field">
        <span>{label}</span>
        <input name="name" defaultValue={value} required maxLength={80} autoComplete="off" />
      </label>
      <button type="submit" class="button" disabled={isBusy}>
        {submit}
      </button>
    </form>
  );
}
