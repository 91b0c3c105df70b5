import type { JSX } from "preact";
import { ROLES, type Role } from "../../../worker/domain/staff.ts";
import type { StaffWords } from "./staff-words.ts";

export interface MemberWish {
  readonly name: string;
  readonly role: Role;
  readonly pin: string;
}

interface MemberFormProps {
  readonly words: StaffWords;
  readonly isBusy: boolean;
  readonly onMember: (wish: MemberWish) => void;
}

/** One more on the staff. */
export function MemberForm({ words, isBusy, onMember }: MemberFormProps): JSX.Element {
  function take(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const role = textIn(form, "role") as Role;
    onMember({ name: textIn(form, "name"), role, pin: textIn(form, "pin") });
  }
  return (
    <form class="name-form" onSubmit={take}>
      <label class="field">
        <span>{words.name}</span>
        <input name="name" required maxLength={80} autoComplete="off" />
      </label>
      <RoleField words={words} role="cashier" />
      <PinField label={words.pin} />
      <button type="submit" class="button" disabled={isBusy}>
        {words.add}
      </button>
    </form>
  );
}

/** What a field of text holds; "" where there is none. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

interface RoleFieldProps {
  readonly words: StaffWords;
  readonly role: Role;
}

export function RoleField({ words, role }: RoleFieldProps): JSX.Element {
  return (
    <label class="field">
      <span>{words.role}</span>
      <select name="role">
        {ROLES.toReversed().map((one) => (
          <option key={one} value={one} selected={one === role}>
            {words.roles[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Shown as it is typed: whoever sets a PIN for somebody has to tell it to them. */
export function PinField({ label }: { readonly label: string }): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name="pin"
        required
        inputMode="numeric"
        pattern="\d{4,8}"
        maxLength={8}
        autoComplete="off"
      />
    </label>
  );
}
