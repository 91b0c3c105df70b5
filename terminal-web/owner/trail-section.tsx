import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { OfficeView } from "../../worker/contract/office.ts";
import { ROLES } from "../../worker/domain/staff.ts";
import { momentText } from "../view/time-text.ts";
import type { OwnerPhrases } from "./owner-phrases-en.ts";
import type { SectionProps } from "./section.ts";
import { STAFF_WORDS } from "./staff/staff-words.ts";
import { TroubleNote } from "./trouble-note.tsx";
import { useAct } from "./use-act.ts";

type Records = OfficeView["audit"];

/** Who did what, from where, when; and whether anybody changed what is written there. */
export function TrailSection({
  inside,
  words,
  locale,
  now,
  api,
  outcomeOf,
}: SectionProps): JSX.Element {
  const act = useAct();
  const verdict = useSignal<number | null | "unasked">("unasked");
  const older = useSignal<Records>([]);
  const newest = inside.view.audit;
  // The view is asked for again and again: what moved out of it stays in the pages below.
  const last = newest.at(-1)?.seq ?? 0;
  const records = [...newest, ...older.value.filter(({ seq }) => seq < last)];
  const end = records.at(-1)?.seq ?? 0;

  const check = (): Promise<void> =>
    act.run(async () => {
      const checked = await api.checkTrail();
      if (checked.ok) verdict.value = checked.value.firstBroken;
      return outcomeOf(checked);
    });
  const more = (): Promise<void> =>
    act.run(async () => {
      const page = await api.office(end);
      if (page.ok) older.value = [...older.value, ...page.value.audit];
      return outcomeOf(page);
    });

  return (
    <section class="section">
      <div class="card">
        <p>{words.trailText}</p>
        <button type="button" class="button" disabled={act.isBusy} onClick={() => void check()}>
          {act.isBusy ? words.checking : words.check}
        </button>
        {verdict.value !== "unasked" && (
          <p role="status" class={verdict.value === null ? "good" : "fault"}>
            {verdict.value === null ? words.chainHolds : words.chainBreaks(verdict.value)}
          </p>
        )}
        <TroubleNote trouble={act.trouble} words={words} />
      </div>
      <ol class="rows" reversed start={records[0]?.seq ?? 0}>
        {records.map(({ seq, at, actor, action, about }) => (
          <li key={seq} class="row record">
            <p>
              <strong>{actorText(actor, words)}</strong> {deedText(action, words)}
              {about && (
                <>
                  {" · "}
                  <bdi>{aboutText(action, about, locale)}</bdi>
                </>
              )}
            </p>
            <p class="soft">
              {seq} · <time dateTime={at}>{momentText(Date.parse(at), now, locale)}</time>
            </p>
          </li>
        ))}
      </ol>
      {end > 1 && (
        <button type="button" class="button" disabled={act.isBusy} onClick={() => void more()}>
          {words.older}
        </button>
      )}
    </section>
  );
}

/** "owner 1", "terminal 3", "staff 2 at terminal 3", "rail stripe", in the page's language; what it does not know as it stands. */
export function actorText(actor: string, words: OwnerPhrases): string {
  const [, kind, number = "", terminal = ""] =
    /^(owner|terminal|staff|rail) (\w+)(?: at terminal (\d+))?$/.exec(actor) ?? [];
  if (kind === "owner") return words.owner(number);
  if (kind === "terminal") return words.terminal(number);
  if (kind === "rail") return words.rail(number);
  return kind === "staff" ? words.staff(number, terminal) : actor;
}

/** Who was taken on as what: the role, as the page calls it. */
function aboutText(action: string, about: string, locale: string): string {
  if (action !== "staff-added" && action !== "staff-changed") return about;
  const { roles } = STAFF_WORDS[locale.startsWith("zh") ? "zh" : "en"];
  const role = ROLES.find((one) => about.endsWith(` ${one}`));
  return role ? `${about.slice(0, -role.length - 1)} · ${roles[role]}` : about;
}

function deedText(action: string, words: OwnerPhrases): string {
  const deeds: Readonly<Record<string, string>> = words.deeds;
  return deeds[action] ?? action;
}
