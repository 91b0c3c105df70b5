/** How a fake browser hears; every part is optional in the Web Speech API. */
export interface FakeBrowser {
  /** False: the browser has no recognition at all. */
  readonly hasRecogniser?: boolean;
  /** What `SpeechRecognition.available` answers for recognition on the device; absent where there is no such method. */
  readonly onDevice?: "available" | "downloadable" | "downloading" | "unavailable";
  /** Whether `SpeechRecognition.install` succeeds. */
  readonly canInstall?: boolean;
  /** Whether it takes words to expect. */
  readonly hasPhrases?: boolean;
}

/** What a test does to the fake, in the place of a person and a microphone. */
export interface FakeEar {
  /** Each `start` with what was asked for. */
  readonly starts: {
    readonly lang: string;
    readonly isLocal: boolean;
    readonly phrases: string[];
  }[];
  readonly isListening: () => boolean;
  /** Somebody has said so far; the results of an utterance replace each other until one is final. */
  readonly hear: (text: string, isFinal: boolean) => void;
  /** An "error" event, and the "end" that follows it. */
  readonly fail: (error: string) => void;
  readonly nomatch: () => void;
}

/**
 * A FAKE of a browser's speech recogniser, made from the Web Speech API specification (sections "SpeechRecognition
 * Interface", "Attributes", "Methods", "Events"), because no browser here has one that hears. It is installed where the
 * browser's own would be, and is one self-contained function, so that it can run before a page's scripts.
 */
export function installFakeRecogniser(browser: FakeBrowser, host: object = globalThis): void {
  const { hasRecogniser = true, onDevice, canInstall = false, hasPhrases = true } = browser;
  interface FakePhrase {
    readonly phrase: string;
  }
  let running: FakeRecognition | null = null;
  const starts: { lang: string; isLocal: boolean; phrases: string[] }[] = [];

  class FakeRecognition extends EventTarget {
    lang = "";
    continuous = false;
    interimResults = false;
    maxAlternatives = 1;
    processLocally = false;
    phrases: FakePhrase[] = [];
    #interim = "";

    // "If start is called on an already started object, the user agent MUST throw an InvalidStateError."
    start(): void {
      if (running === this) throw new DOMException("already started", "InvalidStateError");
      if (running) return this.#finish("aborted");
      // oxlint-disable-next-line typescript/no-this-alias -- the one that runs is known by its object
      running = this;
      const phrases = this.phrases.map(({ phrase }) => phrase);
      starts.push({ lang: this.lang, isLocal: this.processLocally, phrases });
      queueMicrotask(() => {
        if (this.processLocally && phrases.length > 0 && !hasPhrases)
          return this.#finish("phrases-not-supported");
        if (this.processLocally && onDevice !== "available" && !canInstall)
          return this.#finish("language-not-supported");
        for (const type of ["start", "audiostart"]) this.dispatchEvent(new Event(type));
      });
    }
    /** "The stop method represents an instruction to stop listening, and to try to return a result using just the audio captured so far." */
    stop(): void {
      if (running !== this) return;
      const said = this.#interim;
      queueMicrotask(() => (said === "" ? this.#finish(null) : this.result(said, true)));
    }
    /** "...immediately stop listening and stop recognizing and do not return any information". */
    abort(): void {
      if (running === this) queueMicrotask(() => this.#finish("aborted"));
    }
    result(text: string, isFinal: boolean): void {
      if (!isFinal && !this.interimResults) return;
      this.#interim = isFinal ? "" : text;
      const result = { length: 1, isFinal, 0: { transcript: text, confidence: 0.9 } };
      const event = Object.assign(new Event("result"), {
        resultIndex: 0,
        results: { length: 1, 0: result },
      });
      this.dispatchEvent(event);
      if (isFinal && !this.continuous) this.#finish(null);
    }
    fail(error: string): void {
      this.#finish(error);
    }
    nomatch(): void {
      this.dispatchEvent(Object.assign(new Event("nomatch"), { resultIndex: 0, results: [] }));
      this.#finish(null);
    }
    #finish(error: string | null): void {
      if (running === this) running = null;
      if (error !== null)
        this.dispatchEvent(Object.assign(new Event("error"), { error, message: "" }));
      this.dispatchEvent(new Event("end"));
    }
  }
  if (onDevice !== undefined) {
    Object.assign(FakeRecognition, {
      available: () => Promise.resolve(onDevice),
      install: () => Promise.resolve(canInstall),
    });
  }
  class FakeRecognitionPhrase {
    readonly phrase: string;
    readonly boost: number;
    constructor(phrase: string, boost: number) {
      this.phrase = phrase;
      this.boost = boost;
    }
  }

  const ear: FakeEar = {
    starts,
    isListening: () => running !== null,
    hear: (text, isFinal) => running?.result(text, isFinal),
    fail: (error) => running?.fail(error),
    nomatch: () => running?.nomatch(),
  };
  const installed = hasRecogniser ? FakeRecognition : undefined;
  Object.defineProperties(host, {
    SpeechRecognition: { value: installed, configurable: true },
    webkitSpeechRecognition: { value: installed, configurable: true },
    SpeechRecognitionPhrase: { value: FakeRecognitionPhrase, configurable: true },
    fakeEar: { value: ear, configurable: true },
  });
}
