import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { MAX_DISPLAYS } from "../../../worker/contract/display.ts";
import {
  DISPLAYS_UNASKED,
  type DisplaysDesk,
  type DisplaysMessage,
  type DisplaysTask,
  updateDisplays,
} from "../../state/displays-desk.ts";
import { languageOf, serverNow } from "../../state/till.ts";
import { AskAgain } from "../ask-again.tsx";
import type { Office, OfficeStage } from "../office.ts";
import { momentText } from "../time-text.ts";
import { TopBar } from "../top-bar.tsx";
import { useDesk } from "../use-desk.ts";
import { DisplayLinkCard } from "./display-link-card.tsx";
import { DISPLAYS_PHRASES, type DisplaysPhrases } from "./displays-phrases.ts";

/** While a link is shown, how often it is asked whether somebody has opened it. */
const LOOK_EVERY_MS = 2_000;

/** The screens that face the customers: which there are, a link for another, and the end of one. */
export function DisplaysScreen(stage: OfficeStage): JSX.Element {
  const { till, send, office } = stage;
  const words = DISPLAYS_PHRASES[languageOf(till)];
  const { desk, tell } = useDesk(DISPLAYS_UNASKED, updateDisplays, runWith(office));
  const hasLink = desk.link !== null;
  useEffect(() => tell({ type: "ask" }), []);
  useEffect(() => {
    if (!hasLink) return;
    const timer = setInterval(() => tell({ type: "ask" }), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [hasLink]);
  const isFull = (desk.displays?.length ?? 0) >= MAX_DISPLAYS;
  return (
    <div class="page">
      <TopBar
        title={words.title}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body settings">
        <p>{words.lead}</p>
        <Linked stage={stage} words={words} desk={desk} tell={tell} />
        {desk.link && (
          <DisplayLinkCard
            link={desk.link}
            words={words}
            locale={stage.locale}
            now={serverNow(till, stage.now)}
            symbolOf={stage.symbolOf}
            tell={tell}
          />
        )}
        {!desk.link && !isFull && desk.displays && (
          <button type="button" class="button strong" onClick={() => tell({ type: "link" })}>
            {desk.status === "linking" ? words.linking : words.link}
          </button>
        )}
        {isFull && <p>{words.full}</p>}
        <p role="status" class="saved">
          {desk.news && words[desk.news]}
        </p>
        {desk.fault && (
          <AskAgain
            fault={words.faults[desk.fault]}
            label={words.tryAgain}
            onAsk={() => tell({ type: "ask" })}
          />
        )}
        <p class="soft">{words.stolen}</p>
      </main>
    </div>
  );
}

interface LinkedProps {
  readonly stage: OfficeStage;
  readonly words: DisplaysPhrases;
  readonly desk: DisplaysDesk;
  readonly tell: (message: DisplaysMessage) => void;
}

function Linked({ stage, words, desk, tell }: LinkedProps): JSX.Element | null {
  const { displays, fault } = desk;
  if (!displays) return fault ? null : <p role="status">{words.loading}</p>;
  if (displays.length === 0) return <p class="soft">{words.none}</p>;
  return (
    <ul class="displays">
      {displays.map(({ number, seenAt, isWatching }) => (
        <li key={number}>
          <div>
            <strong>{words.display(number)}</strong>
            <p class="soft">
              {isWatching
                ? words.watching
                : words.seen(momentText(Date.parse(seenAt), stage.now, stage.locale))}
            </p>
          </div>
          <button
            type="button"
            class="button small"
            aria-label={words.unlinkOne(number)}
            onClick={() => tell({ type: "unlink", number })}
          >
            {words.unlink}
          </button>
        </li>
      ))}
    </ul>
  );
}

const runWith =
  (office: Office) =>
  async (task: DisplaysTask): Promise<DisplaysMessage> => {
    switch (task.type) {
      case "ask": {
        const asked = await office.displays();
        return asked.ok
          ? { type: "told", displays: asked.value.displays }
          : { type: "failed", fault: asked.reason };
      }
      case "link": {
        const made = await office.inviteDisplay();
        return made.ok
          ? { type: "link-made", link: made.value }
          : { type: "failed", fault: made.reason };
      }
      case "unlink": {
        const left = await office.revokeDisplay(task.number);
        return left.ok
          ? { type: "unlinked", displays: left.value.displays }
          : { type: "failed", fault: left.reason };
      }
    }
  };
