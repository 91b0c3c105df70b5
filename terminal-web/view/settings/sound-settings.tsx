import type { JSX } from "preact";
import { LANGUAGES } from "../../../worker/contract/merchant.ts";
import type { Settings } from "../../state/settings.ts";
import { languageOf, spokenLanguageOf } from "../../state/till.ts";
import { Choice, entriesOf } from "../choice.tsx";
import { PHRASES } from "../phrases.ts";
import type { OfficeStage } from "../office.ts";
import { SETTINGS_PHRASES } from "./settings-phrases.ts";
import { Switch } from "./switch.tsx";

export type SettingsProps = OfficeStage & { readonly choose: (chosen: Partial<Settings>) => void };

/** How results sound: chime and voice, how loud, which voice, and in which language. */
export function SoundSettings(props: SettingsProps): JSX.Element {
  const { till, words, trySound, choose } = props;
  const { sound, volume, speakLate } = till.settings;
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
      {sound === "voice" && <VoiceChoice {...props} />}
      <Choice
        name="spoken"
        label={SETTINGS_PHRASES[languageOf(till)].spokenLanguage}
        value={spokenLanguageOf(till)}
        options={LANGUAGES.map((language) => [language, PHRASES[language].languageName])}
        onChoose={(spokenLanguage) => choose({ spokenLanguage })}
      />
      <Switch
        label={words.speakLate}
        isOn={speakLate}
        onSwitch={(isOn) => choose({ speakLate: isOn })}
      />
    </>
  );
}

function VoiceChoice({ till, voices, choose }: SettingsProps): JSX.Element {
  const words = SETTINGS_PHRASES[languageOf(till)];
  const language = spokenLanguageOf(till);
  const offered = voices();
  const { voices: chosen } = till.settings;
  if (offered.length === 0) return <p class="notice">{words.noVoice[language]}</p>;
  return (
    <label class="field">
      <span>{words.voice}</span>
      <select
        value={chosen[language] ?? ""}
        onChange={(event) =>
          choose({ voices: { ...chosen, [language]: event.currentTarget.value } })
        }
      >
        <option value="">{words.anyVoice}</option>
        {offered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
