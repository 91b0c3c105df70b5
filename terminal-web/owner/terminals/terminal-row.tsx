import type { JSX } from "preact";
import type { TerminalLine } from "../../../worker/contract/office.ts";
import { Confirm } from "../confirm.tsx";
import type { SectionProps } from "../section.ts";
import { TerminalHead } from "../terminal-head.tsx";
import { TroubleNote } from "../trouble-note.tsx";
import { useAct } from "../use-act.ts";
import { NameForm } from "./name-form.tsx";
import { showLink } from "./show-link.ts";

export function TerminalRow(props: SectionProps & { readonly line: TerminalLine }): JSX.Element {
  const { line, words, api, refresh, outcomeOf } = props;
  const { number, name, isRevoked, kind } = line;
  const act = useAct();

  const change = (call: () => ReturnType<typeof api.revoke>): Promise<void> =>
    act.run(async () => {
      const trouble = outcomeOf(await call());
      await refresh();
      return trouble;
    });
  const move = (): Promise<void> => act.run(async () => showLink(await api.move(number), props));

  return (
    <li class={isRevoked ? "row over" : "row"} data-terminal={number}>
      <TerminalHead {...props} />
      {!isRevoked && (
        <Confirm
          label={words.revoke}
          question={words.revokeAsk(name)}
          yes={words.revokeYes}
          no={words.keep}
          isBusy={act.isBusy}
          act={() => void change(() => api.revoke(number))}
        />
      )}
      {!isRevoked && (
        <details>
          <summary>{words.more}</summary>
          <NameForm
            label={words.terminalField}
            value={name}
            submit={words.rename}
            isBusy={act.isBusy}
            onName={(wished) => void change(() => api.rename(number, wished))}
          />
          {kind === "device" && (
            <>
              <p class="soft">{words.moveText}</p>
              <button type="button" class="button small" onClick={() => void move()}>
                {words.moveTo}
              </button>
            </>
          )}
        </details>
      )}
      <TroubleNote trouble={act.trouble} words={words} />
    </li>
  );
}
