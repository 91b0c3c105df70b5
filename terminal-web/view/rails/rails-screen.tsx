import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { RailChoice } from "../../../worker/contract/rails.ts";
import {
  RAILS_UNASKED,
  type RailsMessage,
  type RailsTask,
  updateRails,
} from "../../state/rails-desk.ts";
import { languageOf } from "../../state/till.ts";
import { AskAgain } from "../ask-again.tsx";
import type { Office, OfficeStage } from "../office.ts";
import { TopBar } from "../top-bar.tsx";
import { useDesk } from "../use-desk.ts";
import { RAILS_PHRASES, type RailsPhrases } from "./rails-phrases.ts";

/** Which ways to pay customers are offered, and why one cannot be. */
export function RailsScreen({ till, send, office, words: common }: OfficeStage): JSX.Element {
  const words = RAILS_PHRASES[languageOf(till)];
  const { desk, tell } = useDesk(RAILS_UNASKED, updateRails, runWith(office));
  useEffect(() => tell({ type: "ask" }), []);
  const { rails, switching, fault } = desk;
  return (
    <div class="page">
      <TopBar
        title={words.title}
        back={common.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body settings">
        <p>{words.lead}</p>
        {!rails && !fault && <p role="status">{words.loading}</p>}
        {rails?.map((rail) => (
          <RailSwitch
            key={rail.name}
            rail={rail}
            words={words}
            isWaiting={switching !== null}
            isSwitching={switching === rail.name}
            onSwitch={(isOn) => tell({ type: "switch", name: rail.name, isOn })}
          />
        ))}
        {isMixed(rails ?? []) && (
          <p class="notice" role="status">
            {words.mixed}
          </p>
        )}
        {rails && !rails.some(({ state }) => state === "on") && (
          <p class="notice" role="status">
            {words.none}
          </p>
        )}
        {fault && (
          <AskAgain
            fault={words.faults[fault]}
            label={words.tryAgain}
            onAsk={() => tell({ type: "ask" })}
          />
        )}
      </main>
    </div>
  );
}

/** Whether a bill can be paid with real money, and with money that is none. */
const isMixed = (rails: readonly RailChoice[]): boolean => {
  const on = rails.filter(({ state }) => state === "on");
  return on.some(({ test }) => !test) && on.some(({ name }) => name === "sandbox");
};

interface SwitchProps {
  readonly rail: RailChoice;
  readonly words: RailsPhrases;
  readonly isWaiting: boolean;
  /** Shown as it will be, while the server is told. */
  readonly isSwitching: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

function RailSwitch({ rail, words, isWaiting, isSwitching, onSwitch }: SwitchProps): JSX.Element {
  const { name, state, test, missing } = rail;
  const about = `about-${name}`;
  const isAbsent = state === "absent";
  return (
    <div class="rail">
      <label class="switch">
        <input
          type="checkbox"
          checked={(state === "on") !== isSwitching}
          disabled={isWaiting || isAbsent}
          aria-describedby={about}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <span>{words.names[name] ?? rail.title ?? name}</span>
      </label>
      <p id={about} class="about">
        {isAbsent ? words.absent(missing.join(", ")) : words.about[name]}
        {test && name === "stripe" && ` ${words.test}`}
      </p>
    </div>
  );
}

const runWith =
  (office: Office) =>
  async (task: RailsTask): Promise<RailsMessage> => {
    const answer = await (task.type === "ask" ? office.rails() : office.putRails(task.on));
    return answer.ok
      ? { type: "told", view: answer.value }
      : { type: "untold", fault: answer.reason };
  };
