import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { TerminalLine } from "../../../worker/contract/office.ts";
import { momentText } from "../../view/time-text.ts";
import { Confirm } from "../confirm.tsx";
import type { SectionProps } from "../section.ts";
import { TerminalHead } from "../terminal-head.tsx";
import type { KeyWords } from "./key-words.ts";

const OVERLAPS = { none: 0, hour: 3_600, day: 86_400, week: 7 * 86_400 } as const;
type Overlap = keyof typeof OVERLAPS;
const OVERLAP_NAMES = Object.keys(OVERLAPS) as Overlap[];

interface KeyRowProps extends SectionProps {
  readonly line: TerminalLine;
  readonly own: KeyWords;
  readonly isBusy: boolean;
  readonly onRotate: (overlapSeconds: number) => void;
  readonly onRevoke: () => void;
}

/** A key as it is afterwards: what it may do, when it was last used, another secret, and its end. */
export function KeyRow(props: KeyRowProps): JSX.Element {
  const { line, own, words, now, locale, isBusy, onRotate, onRevoke } = props;
  const overlap = useSignal<Overlap>("day");
  const { number, isRevoked, key, name } = line;
  const formerUntil = key?.formerUntil ? Date.parse(key.formerUntil) : 0;
  return (
    <li class={isRevoked ? "row over" : "row"} data-terminal={number}>
      <TerminalHead {...props} />
      <ul class="soft">
        {key?.scopes.map((scope) => (
          <li key={scope}>{own.scopes[scope]}</li>
        ))}
      </ul>
      {formerUntil > now && <p class="soft">{own.former(momentText(formerUntil, now, locale))}</p>}
      {!isRevoked && (
        <Confirm
          label={words.revoke}
          question={own.revokeAsk(name)}
          yes={words.revokeYes}
          no={words.keep}
          isBusy={isBusy}
          act={onRevoke}
        />
      )}
      {!isRevoked && (
        <details>
          <summary>{own.rotate}</summary>
          <p class="soft">{own.rotateText}</p>
          <label class="field">
            <span>{own.overlap}</span>
            <select
              value={overlap.value}
              onChange={({ currentTarget }) => (overlap.value = currentTarget.value as Overlap)}
            >
              {OVERLAP_NAMES.map((one) => (
                <option key={one} value={one}>
                  {own.overlaps[one]}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            class="button small"
            disabled={isBusy}
            onClick={() => onRotate(OVERLAPS[overlap.value])}
          >
            {own.rotate}
          </button>
        </details>
      )}
    </li>
  );
}
