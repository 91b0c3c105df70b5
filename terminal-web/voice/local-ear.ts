import type { Language } from "../../worker/contract/merchant.ts";
import type { Recogniser, RecogniserClass, SpeechWindow } from "./recogniser.ts";

/** BCP 47, as recognisers want it. */
export const TAGS: Readonly<Record<Language, string>> = { en: "en-US", zh: "zh-CN" };

/** Recognition on the device itself, where the browser has it (Web Speech API, "processLocally"). */
export interface LocalEar {
  /** Whether the language is understood here. `install`: fetch what is missing for it, where the browser can. */
  isReady(language: Language, install: boolean): Promise<boolean>;
  recogniserFor(Class: RecogniserClass, how: HowToHear): Recogniser;
  /** A browser that promised and did not keep it is not asked again on this page. */
  giveUp(language: Language): void;
}

export interface HowToHear {
  readonly language: Language;
  readonly isLocal: boolean;
  /** Names to expect; empty where the recogniser takes none. */
  readonly phrases: readonly string[];
}

/** Some browsers never answer the question. */
const PATIENCE_MS = 2_000;
/** A language weighs some tens of megabytes. */
const INSTALL_PATIENCE_MS = 60_000;
/** From 0 to 10: names of the catalogue are likely, and not certain. */
const BOOST = 3;

export function createLocalEar(
  Kind: RecogniserClass | undefined,
  Phrase: SpeechWindow["SpeechRecognitionPhrase"],
): LocalEar {
  const givenUp = new Set<Language>();

  return {
    async isReady(language, install) {
      if (!Kind?.available || givenUp.has(language)) return false;
      const wish = { langs: [TAGS[language]], processLocally: true };
      const state = await within(PATIENCE_MS, Kind.available(wish), "unavailable");
      if (state === "available") return true;
      if (!install || state === "unavailable" || !Kind.install) return false;
      return within(INSTALL_PATIENCE_MS, Kind.install(wish), false);
    },
    recogniserFor(Class, { language, isLocal, phrases }) {
      const recogniser = new Class();
      recogniser.lang = TAGS[language];
      recogniser.continuous = false;
      recogniser.interimResults = true;
      recogniser.maxAlternatives = 1;
      if (isLocal) recogniser.processLocally = true;
      if (isLocal && Phrase && phrases.length > 0)
        recogniser.phrases = phrases.map((phrase) => new Phrase(phrase, BOOST));
      return recogniser;
    },
    giveUp: (language) => void givenUp.add(language),
  };
}

/** What was promised, or `otherwise` when it is refused or takes too long. */
function within<Value>(ms: number, promise: Promise<Value>, otherwise: Value): Promise<Value> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    promise.then(resolve, () => resolve(otherwise)).finally(() => clearTimeout(timer));
  });
}
