import type { JSX } from "preact";
import { languageOf } from "../../state/till.ts";
import { Choice, entriesOf } from "../choice.tsx";
import { SETTINGS_PHRASES } from "./settings-phrases.ts";
import type { SettingsProps } from "./sound-settings.tsx";
import { Switch } from "./switch.tsx";

/** How the till is spoken to, and where the sound may go. */
export function ListeningSettings({ till, choose }: SettingsProps): JSX.Element {
  const words = SETTINGS_PHRASES[languageOf(till)];
  const { listening, isHeardHereOnly } = till.settings;
  return (
    <>
      <Choice
        name="listening"
        label={words.listening}
        value={listening}
        options={entriesOf(words.listenings)}
        onChoose={(chosen) => choose({ listening: chosen })}
      />
      {listening === "hands-free" && <p class="notice">{words.handsFreeText}</p>}
      {listening !== "off" && (
        <>
          <Switch
            label={words.hereOnly}
            isOn={isHeardHereOnly}
            onSwitch={(isOn) => choose({ isHeardHereOnly: isOn })}
          />
          <p class="about">{isHeardHereOnly ? words.hereOnlyText : words.serviceText}</p>
        </>
      )}
    </>
  );
}
