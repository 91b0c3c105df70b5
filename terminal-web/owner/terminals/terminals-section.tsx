import type { JSX } from "preact";
import { useAct } from "../use-act.ts";
import type { SectionProps } from "../section.ts";
import { TroubleNote } from "../trouble-note.tsx";
import { LinkCard } from "./link-card.tsx";
import { NameForm } from "./name-form.tsx";
import { showLink } from "./show-link.ts";
import { TerminalRow } from "./terminal-row.tsx";

/** The shop's terminals: which there are, one more, and none that should not be. */
export function TerminalsSection(props: SectionProps): JSX.Element {
  const { inside, words, api } = props;
  const act = useAct();
  // Software with a key is among the keys.
  const terminals = inside.view.terminals.filter(({ key }) => key === null);
  // Those that sell first; of each kind the newest last, as they were made.
  const sorted = terminals.toSorted(
    (a, b) => Number(a.isRevoked) - Number(b.isRevoked) || a.number - b.number,
  );
  const next = Math.max(0, ...inside.view.terminals.map(({ number }) => number)) + 1;

  const invite = (name: string): Promise<void> =>
    act.run(async () => showLink(await api.invite(name), props));

  return (
    <section class="section">
      {inside.link && <LinkCard {...props} link={inside.link} />}
      <ul class="rows">
        {sorted.map((line) => (
          <TerminalRow key={line.number} {...props} line={line} />
        ))}
        {terminals.length === 0 && <li class="soft">{words.noTerminals}</li>}
      </ul>
      {!inside.link && (
        <NameForm
          key={next}
          label={words.terminalField}
          value={words.terminalName(next)}
          submit={words.makeLink}
          isBusy={act.isBusy}
          onName={(name) => void invite(name)}
        />
      )}
      <TroubleNote trouble={act.trouble} words={words} />
    </section>
  );
}
