import type { JSX } from "preact";
import { LANGUAGES } from "../../worker/contract/merchant.ts";
import type { Settings } from "../state/settings.ts";
import { languageOf } from "../state/till.ts";
import { Choice, entriesOf } from "./choice.tsx";
import { BEACON_PHRASES } from "./beacon/beacon-phrases.ts";
import { COUNTER_PHRASES } from "./counter/counter-phrases.ts";
import { CATALOGUE_PHRASES } from "./catalogue/catalogue-phrases.ts";
import { PHRASES } from "./phrases.ts";
import { DISPLAYS_PHRASES } from "./displays/displays-phrases.ts";
import { PLACE_PHRASES } from "./place/place-phrases.ts";
import { RAILS_PHRASES } from "./rails/rails-phrases.ts";
import { ListeningSettings } from "./settings/listening-settings.tsx";
import { SoundSettings } from "./settings/sound-settings.tsx";
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
        <ListeningSettings {...stage} choose={choose} />
        <Choice
          name="awake"
          label={words.awake}
          value={settings.keepAwake}
          options={entriesOf(words.awakes)}
          onChoose={(keepAwake) => choose({ keepAwake })}
        />
        <Links {...stage} />
        <p class="about">
          {profile.merchant.name} · {profile.terminal.name} ·{" "}
          {words.terminal(profile.terminal.number)}
        </p>
      </main>
    </div>
  );
}

/** The ways to what is more than a choice. */
function Links({ till, send }: OfficeStage): JSX.Element {
  const language = languageOf(till);
  const places = PLACE_PHRASES[language];
  const links = [
    ["rails", RAILS_PHRASES[language].title],
    ["displays", DISPLAYS_PHRASES[language].title],
    ["catalogue", CATALOGUE_PHRASES[language].title],
    ["place", places.placeTitle],
    ["policy", places.policyTitle],
    ["beacon", BEACON_PHRASES[language].beacon],
    ["refund-limit", COUNTER_PHRASES[language].limitTitle],
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
