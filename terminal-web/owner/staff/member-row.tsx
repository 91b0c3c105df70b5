import type { JSX } from "preact";
import type { StaffLine } from "../../../worker/contract/staff.ts";
import { Confirm } from "../confirm.tsx";
import { PinField, RoleField } from "./member-form.tsx";
import type { Change } from "./staff-section.tsx";
import type { StaffWords } from "./staff-words.ts";

interface MemberRowProps {
  readonly member: StaffLine;
  readonly words: StaffWords;
  readonly isBusy: boolean;
  readonly change: Change;
}

/** Somebody on the staff: another name or role, another PIN, or no longer. */
export function MemberRow({ member, words, isBusy, change }: MemberRowProps): JSX.Element {
  const { number, name, role } = member;
  const path = `/shop/staff/${number}`;
  const send = (suffix: string) => (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void change("PUT", path + suffix, Object.fromEntries(form));
  };
  return (
    <li class="row" data-staff={number}>
      <p class="row-title">
        <span class="row-number">{number}</span>
        <bdi>{name}</bdi>
      </p>
      <p class="soft">{words.roles[role]}</p>
      <Confirm
        label={words.remove}
        question={words.removeAsk(name)}
        yes={words.removeYes}
        no={words.keep}
        isBusy={isBusy}
        act={() => void change("POST", `${path}/remove`)}
      />
      <details>
        <summary>{words.more}</summary>
        <form class="name-form" onSubmit={send("")}>
          <label class="field">
            <span>{words.name}</span>
            <input name="name" defaultValue={name} required maxLength={80} autoComplete="off" />
          </label>
          <RoleField words={words} role={role} />
          <button type="submit" class="button" disabled={isBusy}>
            {words.save}
          </button>
        </form>
        <form class="name-form" onSubmit={send("/pin")}>
          <PinField label={words.newPin} />
          <button type="submit" class="button" disabled={isBusy}>
            {words.setPin}
          </button>
        </form>
      </details>
    </li>
  );
}
