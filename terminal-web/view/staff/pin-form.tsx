import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { StaffLine } from "../../../worker/contract/staff.ts";
import { Shape } from "../shape.tsx";
import type { PinFault, Shown } from "./staff-door.ts";
import type { StaffPhrases } from "./staff-phrases.ts";

interface PinFormProps {
  readonly words: StaffPhrases;
  readonly staff: readonly StaffLine[];
  readonly show: (staff: number, pin: string) => Promise<Shown>;
  /** What to do with the pass. */
  readonly shown?: (session: string) => void;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const FEWEST = 4;
const MOST = 8;

/** A name, and then its PIN on keys that are large enough for a thumb; a keyboard does as well. */
export function PinForm({ words, staff, show, shown }: PinFormProps): JSX.Element {
  const chosen = useSignal<number | null>(null);
  const pin = useSignal("");
  const fault = useSignal<PinFault | null>(null);
  const isAsking = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [chosen.value]);
  const member = staff.find(({ number }) => number === chosen.value);
  if (!member) {
    return (
      <ul class="names">
        {staff.map(({ number, name, role }) => (
          <li key={number}>
            <button type="button" class="button" onClick={() => (chosen.value = number)}>
              <bdi>{name}</bdi>
              <span class="soft">{words.roles[role]}</span>
            </button>
          </li>
        ))}
      </ul>
    );
  }
  const press = (digit: string): void => {
    if (pin.value.length < MOST) pin.value += digit;
  };
  const submit = async (): Promise<void> => {
    if (isAsking.value || pin.value.length < FEWEST) return;
    isAsking.value = true;
    const outcome = await show(member.number, pin.value);
    isAsking.value = false;
    pin.value = "";
    fault.value = outcome.ok ? null : outcome.fault;
    if (outcome.ok) shown?.(outcome.session);
    else field.current?.focus();
  };
  return (
    <form
      class="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label class="field">
        <span>
          <bdi>{words.pinOf(member.name)}</bdi>
        </span>
        <input
          ref={field}
          type="password"
          inputMode="none"
          autoComplete="off"
          maxLength={MOST}
          value={pin.value}
          onInput={({ currentTarget }) => {
            pin.value = currentTarget.value.replaceAll(/\D/g, "").slice(0, MOST);
            currentTarget.value = pin.value;
          }}
        />
      </label>
      {fault.value && (
        <p class="fault" role="alert">
          {faultText(fault.value, member, words)}
        </p>
      )}
      <div class="pin-keys" onMouseDown={(event) => event.preventDefault()}>
        {DIGITS.map((digit) => (
          <button key={digit} type="button" class="key" onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          class="key quiet"
          aria-label={words.delete}
          onClick={() => (pin.value = pin.value.slice(0, -1))}
        >
          <Shape name="backspace" />
        </button>
        <button type="button" class="key" onClick={() => press("0")}>
          0
        </button>
        <button type="submit" class="key pin-go" disabled={pin.value.length < FEWEST}>
          <Shape name="tick" />
          <span class="sr-only">{words.goOn}</span>
        </button>
      </div>
      <button
        type="button"
        class="button"
        onClick={() => {
          chosen.value = null;
          pin.value = "";
          fault.value = null;
        }}
      >
        {words.somebodyElse}
      </button>
    </form>
  );
}

function faultText(fault: PinFault, { lockedSeconds }: StaffLine, words: StaffPhrases): string {
  if (fault !== "locked") return words[fault];
  return lockedSeconds > 0 ? words.locked(lockedSeconds) : words.lockedTill;
}
