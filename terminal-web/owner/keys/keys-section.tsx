import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type MakeKey, MadeKey } from "../../../worker/contract/api-key.ts";
import type { SectionProps } from "../section.ts";
import { showAgain } from "../show-again.ts";
import { TroubleNote } from "../trouble-note.tsx";
import { useAct } from "../use-act.ts";
import { KEY_WORDS } from "./key-words.ts";
import { KeyForm } from "./key-form.tsx";
import { KeyRow } from "./key-row.tsx";
import { MadeCard } from "./made-card.tsx";

/** Keys for the shop's own software. */
export function KeysSection(props: SectionProps): JSX.Element {
  const { inside, words, locale, api, refresh, outcomeOf } = props;
  const own = KEY_WORDS[locale.startsWith("zh") ? "zh" : "en"];
  const act = useAct();
  const made = useSignal<{ readonly name: string; readonly text: string } | null>(null);
  const count = useSignal(0);
  const keys = inside.view.terminals
    .filter(({ key }) => key !== null)
    .toSorted((a, b) => Number(a.isRevoked) - Number(b.isRevoked) || a.number - b.number);

  const ask = (path: string, body: object, name: string): Promise<void> =>
    act.run(async () => {
      const answer = await api.ask(MadeKey, { method: "POST", path, body });
      if (answer.ok) {
        made.value = { name, text: answer.value.key };
        count.value += 1;
        await refresh();
      }
      return outcomeOf(answer);
    });
  const make = (wish: MakeKey): Promise<void> => ask("/shop/keys", wish, wish.name);
  const revoke = (number: number): Promise<void> =>
    act.run(async () => {
      const trouble = outcomeOf(await api.revoke(number));
      await refresh();
      return trouble;
    });

  return (
    <section class="section">
      <p>{own.text}</p>
      {made.value && (
        <MadeCard {...made.value} words={own} common={words} onClose={() => (made.value = null)} />
      )}
      <ul class="rows">
        {keys.map((line) => (
          <KeyRow
            key={line.number}
            {...props}
            line={line}
            own={own}
            isBusy={act.isBusy}
            onRotate={(overlapSeconds) =>
              void ask(`/shop/keys/${line.number}/rotate`, { overlapSeconds }, line.name)
            }
            onRevoke={() => void revoke(line.number)}
          />
        ))}
        {keys.length === 0 && <li class="soft">{own.none}</li>}
      </ul>
      <KeyForm
        key={count.value}
        words={own}
        isBusy={act.isBusy}
        onKey={(wish) => void make(wish)}
      />
      <TroubleNote
        trouble={act.trouble}
        words={words}
        onShowAgain={() => void act.again(() => showAgain(props))}
      />
    </section>
  );
}
