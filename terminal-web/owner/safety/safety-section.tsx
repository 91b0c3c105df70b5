import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { momentText } from "../../view/time-text.ts";
import { addPasskey } from "../ceremonies.ts";
import { Confirm } from "../confirm.tsx";
import type { SectionProps } from "../section.ts";
import { showAgain } from "../show-again.ts";
import { TroubleNote } from "../trouble-note.tsx";
import { useAct } from "../use-act.ts";

/** Who may come in: passkeys, recovery codes, and everybody who is in now. */
export function SafetySection(props: SectionProps): JSX.Element {
  return (
    <section class="section">
      {props.inside.byCode && <p class="notice">{props.words.byCodeNotice}</p>}
      <PasskeyList {...props} />
      <Codes {...props} />
      <SignOut {...props} />
    </section>
  );
}

function PasskeyList(props: SectionProps): JSX.Element {
  const { inside, words, locale, now, api, passkeys, refresh, outcomeOf } = props;
  const act = useAct();
  const isAdded = useSignal(false);
  const add = (): Promise<void> =>
    act.run(async () => {
      const added = await addPasskey(api, passkeys);
      if (!added.ok) return added.reason;
      isAdded.value = true;
      await refresh();
      return null;
    });
  const remove = (id: string): Promise<void> =>
    act.run(async () => {
      const trouble = outcomeOf(await api.removePasskey(id));
      await refresh();
      return trouble;
    });
  const moment = (text: string): string => momentText(Date.parse(text), now, locale);
  return (
    <div class="card">
      <h2>{words.passkeys}</h2>
      <ul class="rows">
        {inside.view.passkeys.map(({ id, madeAt, usedAt, syncs }) => (
          <li key={id} class="row">
            <p class="row-title">{words.passkeyLine(moment(madeAt), moment(usedAt))}</p>
            <p class="soft">{syncs ? words.passkeySyncs : words.passkeyHere}</p>
            {inside.view.passkeys.length > 1 && (
              <Confirm
                label={words.remove}
                question={words.removeAsk}
                yes={words.removeYes}
                no={words.keep}
                isBusy={act.isBusy}
                act={() => void remove(id)}
              />
            )}
          </li>
        ))}
      </ul>
      <button
        type="button"
        class={inside.byCode ? "button strong" : "button"}
        disabled={act.isBusy}
        onClick={() => void add()}
      >
        {words.addPasskey}
      </button>
      {isAdded.value && <p role="status">{words.passkeyAdded}</p>}
      <TroubleNote
        trouble={act.trouble}
        words={words}
        onShowAgain={() => void act.again(() => showAgain(props))}
      />
    </div>
  );
}

function Codes(props: SectionProps): JSX.Element {
  const { inside, words, api, tell, outcomeOf } = props;
  const act = useAct();
  const renew = (): Promise<void> =>
    act.run(async () => {
      const renewed = await api.renewCodes();
      if (!renewed.ok) return outcomeOf(renewed);
      tell({ type: "codes", codes: renewed.value.recoveryCodes });
      return null;
    });
  return (
    <div class="card">
      <h2>{words.codes}</h2>
      <p>{words.codesLeft(inside.view.codesLeft)}</p>
      <Confirm
        label={words.newCodes}
        question={words.newCodesAsk}
        yes={words.newCodesYes}
        no={words.cancel}
        isBusy={act.isBusy}
        act={() => void renew()}
      />
      <TroubleNote
        trouble={act.trouble}
        words={words}
        onShowAgain={() => void act.again(() => showAgain(props))}
      />
    </div>
  );
}

function SignOut({ words, api, refresh, outcomeOf }: SectionProps): JSX.Element {
  const act = useAct();
  const leave = (everywhere: boolean): Promise<void> =>
    act.run(async () => {
      const trouble = outcomeOf(await api.signOut(everywhere));
      // Nobody is in any more: the view is refused, and the way in shows.
      await refresh();
      return trouble;
    });
  return (
    <div class="card">
      <p class="soft">{words.signOutText}</p>
      <button
        type="button"
        class="button small"
        disabled={act.isBusy}
        onClick={() => void leave(false)}
      >
        {words.signOut}
      </button>
      <Confirm
        label={words.everywhere}
        question={words.everywhereAsk}
        yes={words.everywhereYes}
        no={words.cancel}
        isBusy={act.isBusy}
        act={() => void leave(true)}
      />
      <TroubleNote trouble={act.trouble} words={words} />
    </div>
  );
}
