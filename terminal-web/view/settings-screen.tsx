import type { JSX } from "preact";
import { LANGUAGES } from "../../worker/contract/merchant.ts";
import type { Settings } from "../state/settings.ts";
import { languageOf } from "../state/till.ts";
import { Choice, entriesOf } from "./choice.tsx";
import { BEACON_PHRASES } from "./beacon/beacon-phrases.ts";
import { COUNTER_PHRASES } from "./counter/counter-phrases.ts";
import { PHRASES } from "./phrases.ts";
import { DISPLAYS_PHRASES } from "./displays/displays-phrases.ts";
import { PLACE_PHRASES } from "./place/place-phrases.ts";
import { Shape } from "./shape.tsx";
import type { OfficeStage } from "./office.ts";
import { TopBar } from "./top-bar.tsx";

/** What the merchant may choose on this device. Every choice counts at once. */
export function SettingsScreen(stage: OfficeStage): JSX.Element {
  const { till, words, send } = stage;
  const { settings, profile } = till;
  const choose = (chosen: Partial<Settings>): void => send({ type: "choose", settings: chosen });
  return (
    <div class="page">
      <TopBar
        title={words.settings}
        back={words.back}
        onBack={() => send({ type: "show", screen: { name: "till" } })}
      />
      <main class="page-body settings">
        <Choice
          name="language"
          label={words.language}
          value={languageOf(till)}
          options={LANGUAGES.map((language) => [language, PHRASES[language].languageName])}
          onChoose={(language) => choose({ language })}
        />
        <Choice
          name="look"
          label={words.look}
          value={settings.look}
          options={entriesOf(words.looks)}
          onChoose={(look) => choose({ look })}
        />
        <SoundSettings {...stage} choose={choose} />
        <label class="switch">
          <input
            type="checkbox"
            checked={settings.speakLate}
            onChange={(event) => choose({ speakLate: event.currentTarget.checked })}
          />
          <span>{words.speakLate}</span>
        </label>
        <Choice
          name="awake"
          label={words.awake}
          value={settings.keepAwake}
          options={entriesOf(words.awakes)}
          onChoose={(keepAwake) => choose({ keepAwake })}
        />
        <MoreLinks {...stage} />
        <p class="about">
          {profile.merchant.name} · {profile.terminal.name} ·{" "}
          {words.terminal(profile.terminal.number)}
        </p>
      </main>
    </div>
  );
}

/** The ways to the settings that have a screen of their own. */
function MoreLinks({ till, send }: OfficeStage): JSX.Element {
  const words = PLACE_PHRASES[languageOf(till)];
  const links = [
    ["displays", DISPLAYS_PHRASES[languageOf(till)].title],
    ["place", words.placeTitle],
    ["policy", words.policyTitle],
    ["beacon", BEACON_PHRASES[languageOf(till)].beacon],
    ["refund-limit", COUNTER_PHRASES[languageOf(till)].limitTitle],
  ] as const;
  return (
    <div>
      {links.map(([name, title]) => (
        <button
          key={name}
          type="button"
          class="row-link"
          onClick={() => send({ type: "show", screen: { name } })}
        >
          {title}
          <Shape name="next" />
        </button>
      ))}
    </div>
  );
}

type SoundProps = OfficeStage & { readonly choose: (chosen: Partial<Settings>) => void };

function SoundSettings({ till, words, hasVoice, trySound, choose }: SoundProps): JSX.Element {
  const { sound, volume } = till.settings;
  return (
    <>
      <Choice
        name="sound"
        label={words.sound}
        value={sound}
        options={entriesOf(words.sounds)}
        onChoose={(chosen) => choose({ sound: chosen })}
      />
      {sound !== "off" && (
        <div class="sound-row">
          <label class="field">
            <span>{words.volume}</span>
            <input
              type="range"
              min="0.1"
              max="1"
              step="0.1"
              value={volume}
              onInput={(event) => choose({ volume: Number(event.currentTarget.value) })}
            />
          </label>
          <button type="button" class="button small" onClick={trySound}>
            {words.trySound}
          </button>
        </div>
      )}
      {sound === "voice" && !hasVoice() && <p class="notice">{words.noVoice}</p>}
    </>
  );
}
