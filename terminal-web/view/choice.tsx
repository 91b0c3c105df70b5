import type { JSX } from "preact";

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, as large buttons. */
export function Choice<Value extends string>({
  name,
  label,
  value,
  options,
  onChoose,
}: ChoiceProps<Value>): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {options.map(([option, text]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChoose(option)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The options of a record of labels. */
export function entriesOf<Value extends string>(
  labels: Readonly<Record<Value, string>>,
): (readonly [Value, string])[] {
  // The keys of a record of exactly these values are these values.
  const values = Object.keys(labels) as Value[];
  return values.map((value) => [value, labels[value]]);
}
