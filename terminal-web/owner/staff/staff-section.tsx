import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import * as v from "valibot";
import { StaffOffice } from "../../../worker/contract/staff.ts";
import type { Answer } from "../../api/call.ts";
import type { SectionProps } from "../section.ts";
import { TroubleNote } from "../trouble-note.tsx";
import { useAct } from "../use-act.ts";
import { type MemberWish, MemberForm } from "./member-form.tsx";
import { MemberRow } from "./member-row.tsx";
import { RulesForm } from "./rules-form.tsx";
import { STAFF_WORDS } from "./staff-words.ts";

/** Sends one change to `/shop/staff…`; true when it was made. */
export type Change = (method: "POST" | "PUT", path: string, body?: object) => Promise<boolean>;

/** Who may stand at a till, and what they may do there. */
export function StaffSection(props: SectionProps): JSX.Element {
  const { api, outcomeOf, refresh, locale, inside } = props;
  const words = STAFF_WORDS[locale.startsWith("zh") ? "zh" : "en"];
  const office = useSignal<StaffOffice | null>(null);
  const added = useSignal(0);
  const act = useAct();

  const load = async (): Promise<Answer<StaffOffice>> => {
    const told = await api.ask(StaffOffice, { method: "GET", path: "/shop/staff" });
    if (told.ok) office.value = told.value;
    return told;
  };
  const change: Change = async (method, path, body) => {
    let isMade = false;
    await act.run(async () => {
      const answer = await api.ask(v.object({}), { method, path, body });
      isMade = answer.ok;
      const trouble = outcomeOf(answer);
      if (isMade) await Promise.all([load(), refresh()]);
      return trouble;
    });
    return isMade;
  };
  const add = async (wish: MemberWish): Promise<void> => {
    // A form that was taken starts anew; one that was refused keeps what was typed.
    if (await change("POST", "/shop/staff", wish)) added.value += 1;
  };
  useEffect(() => void act.run(async () => outcomeOf(await load())), []);
  const { currency } = inside.view.merchant;

  return (
    <section class="section">
      <p>{words.text}</p>
      <ul class="rows">
        {office.value?.staff.map((member) => (
          <MemberRow
            key={member.number}
            member={member}
            words={words}
            change={change}
            isBusy={act.isBusy}
          />
        ))}
        {office.value?.staff.length === 0 && <li class="soft">{words.none}</li>}
      </ul>
      <MemberForm
        key={`new ${added.value}`}
        words={words}
        isBusy={act.isBusy}
        onMember={(wish) => void add(wish)}
      />
      {office.value && office.value.staff.length > 0 && (
        <RulesForm
          words={words}
          currency={currency}
          rules={office.value.rules}
          isBusy={act.isBusy}
          onRules={(rules) => change("PUT", "/shop/staff-rules", rules)}
        />
      )}
      <TroubleNote trouble={act.trouble} words={props.words} />
    </section>
  );
}
