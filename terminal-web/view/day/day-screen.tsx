import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { SettlementView } from "../../../worker/contract/settlement.ts";
import {
  DAY_UNASKED,
  type DayDesk,
  type DayMessage,
  type DayTask,
  shownOf,
  updateDay,
} from "../../state/day-desk.ts";
import { languageOf } from "../../state/till.ts";
import { AskAgain } from "../ask-again.tsx";
import { amountText } from "../amount-text.ts";
import type { Office, OfficeStage } from "../office.ts";
import { Shape } from "../shape.tsx";
import { takeFocus } from "../take-focus.ts";
import { dayText, momentText } from "../time-text.ts";
import { TopBar } from "../top-bar.tsx";
import { useDesk } from "../use-desk.ts";
import { DAY_PHRASES, type DayPhrases } from "./day-phrases.ts";
import { DayReport } from "./day-report.tsx";
import { TopUpsSection } from "./top-ups-section.tsx";

/** How the day went: what came by which way, what must be in the drawer, and the closing of it. */
export function DayScreen(stage: OfficeStage): JSX.Element {
  const { till, send, office } = stage;
  const words = DAY_PHRASES[languageOf(till)];
  const { desk, tell } = useDesk(DAY_UNASKED, updateDay, runWith(office));
  useEffect(() => tell({ type: "ask" }), []);
  const part = { stage, words, desk, tell };
  const shown = shownOf(desk);
  return (
    <div class="page">
      <TopBar
        title={words.title}
        back={stage.words.back}
        onBack={() =>
          desk.shown === 0
            ? send({ type: "show", screen: { name: "orders" } })
            : tell({ type: "show", number: 0 })
        }
      />
      <main class="page-body settings day">
        <p role="status" class="saved">
          {desk.news && words.news[desk.news]}
        </p>
        {desk.fault && (
          <AskAgain
            fault={words.faults[desk.fault]}
            label={words.tryAgain}
            onAsk={() => tell({ type: "ask" })}
          />
        )}
        {!shown && !desk.fault && <p role="status">{words.loading}</p>}
        {shown && <Heading {...part} />}
        {shown && <DayReport stage={stage} words={words} report={shown} />}
        {desk.shown === 0 && desk.day && desk.day.batches.length > 0 && <Closing {...part} />}
        {shown && <Lists {...part} />}
        {desk.shown === 0 && desk.day && <TopUpsSection {...stage} />}
        {desk.shown === 0 && <ClosedDays {...part} />}
      </main>
    </div>
  );
}

interface PartProps {
  readonly stage: OfficeStage;
  readonly words: DayPhrases;
  readonly desk: DayDesk;
  readonly tell: (message: DayMessage) => void;
}

function Heading({ stage, words, desk, tell }: PartProps): JSX.Element {
  const moment = (text: string): string => momentText(Date.parse(text), stage.now, stage.locale);
  const shown = shownOf(desk);
  const closed = desk.closed.find(({ number }) => number === desk.shown);
  if (closed)
    return (
      <div>
        <h2>{dayText(closed.day, stage.locale)}</h2>
        <p class="soft">
          {words.closedAt(moment(closed.closedAt))} ·{" "}
          {closed.closedBy === null ? words.byItself : words.atTill(closed.closedBy)}
        </p>
        <button type="button" class="button" onClick={() => tell({ type: "show", number: 0 })}>
          {words.backToDay}
        </button>
      </div>
    );
  const { day } = desk;
  return (
    <div>
      <h2>{shown && dayText(shown.day, stage.locale)}</h2>
      <p class="soft">{day?.since ? words.since(moment(day.since)) : words.nothing}</p>
    </div>
  );
}

function Closing({ stage, words, desk, tell }: PartProps): JSX.Element {
  const { day } = desk;
  if (desk.isCloseAsked)
    return (
      <div class="sure" role="alertdialog" aria-label={words.sure}>
        <h2>{words.sure}</h2>
        <p>{words.sureLead}</p>
        <div class="form-buttons">
          <button
            type="button"
            class="button"
            ref={takeFocus}
            onClick={() => tell({ type: "keep-open" })}
          >
            {words.keepOpen}
          </button>
          <button
            type="button"
            class="button strong"
            onClick={() => tell({ type: "close", isSure: true })}
          >
            {words.closeNow}
          </button>
        </div>
      </div>
    );
  const closesAt = day?.closesAt ?? null;
  return (
    <div>
      <button
        type="button"
        class="button strong day-close"
        onClick={() => tell({ type: "close", isSure: false })}
      >
        {desk.status === "closing" ? words.closing : words.close}
      </button>
      {closesAt !== null && (
        <p class="soft">
          {words.closesAt(
            momentText(Date.parse(closesAt), stage.now, stage.locale),
            day?.timeZone ?? "UTC",
          )}
        </p>
      )}
    </div>
  );
}

function Lists({ words, desk, tell }: PartProps): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>{desk.status === "fetching" ? words.fetching : words.lists}</legend>
      {(["orders", "journal"] as const).map((name) => (
        <button
          key={name}
          type="button"
          class="button small"
          onClick={() => tell({ type: "fetch", name })}
        >
          {words[name]} (CSV)
        </button>
      ))}
    </fieldset>
  );
}

function ClosedDays({ stage, words, desk, tell }: PartProps): JSX.Element | null {
  if (desk.closed.length === 0) return null;
  return (
    <div>
      <h2>{words.earlierDays}</h2>
      {desk.closed.map((settlement) => (
        <button
          key={settlement.number}
          type="button"
          class="row-link"
          onClick={() => tell({ type: "show", number: settlement.number })}
        >
          <span class="day-row">
            <span>{words.day(dayText(settlement.day, stage.locale), settlement.number)}</span>
            <span>{sumText(settlement, stage.locale)}</span>
          </span>
          <Shape name="next" />
        </button>
      ))}
      {desk.before !== null && (
        <button type="button" class="button" onClick={() => tell({ type: "earlier" })}>
          {words.earlier}
        </button>
      )}
    </div>
  );
}

const sumText = ({ totals }: SettlementView, locale: string): string =>
  totals.map(({ net }) => amountText(net, locale)).join(" · ");

const runWith =
  (office: Office) =>
  async (task: DayTask): Promise<DayMessage> => {
    switch (task.type) {
      case "ask": {
        const [day, page] = await Promise.all([office.day(), office.settlements(null)]);
        if (!day.ok) return { type: "failed", fault: day.reason };
        return page.ok
          ? { type: "told", day: day.value, page: page.value }
          : { type: "failed", fault: page.reason };
      }
      case "list": {
        const page = await office.settlements(task.before);
        return page.ok
          ? { type: "listed", page: page.value }
          : { type: "failed", fault: page.reason };
      }
      case "close": {
        const closed = await office.closeDay(task.after);
        return closed.ok
          ? { type: "closed", settlement: closed.value }
          : { type: "failed", fault: closed.reason };
      }
      case "fetch": {
        const saved = await office.saveSheet(task.name, task.settlement);
        return saved.ok ? { type: "fetched" } : { type: "failed", fault: saved.reason };
      }
    }
  };
