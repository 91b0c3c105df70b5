/** The part of a browser's speech recogniser that is used here (Web Speech API, section "The SpeechRecognition Interface"). */
export interface Recogniser extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  maxAlternatives: number;
  /** Absent where the browser only ever sends the sound away. */
  processLocally?: boolean;
  /** Words to expect; only recognisers on the device take them. */
  phrases?: unknown;
  start(): void;
  stop(): void;
  abort(): void;
}

interface LocalWish {
  readonly langs: readonly string[];
  readonly processLocally: boolean;
}

export interface RecogniserClass {
  new (): Recogniser;
  /** "available", "downloadable", "downloading" or "unavailable". */
  available?(wish: LocalWish): Promise<string>;
  install?(wish: LocalWish): Promise<boolean>;
}

/** What a window may have to do with speech. */
export interface SpeechWindow {
  readonly SpeechRecognition?: RecogniserClass;
  readonly webkitSpeechRecognition?: RecogniserClass;
  readonly SpeechRecognitionPhrase?: new (phrase: string, boost: number) => object;
  readonly isSecureContext: boolean;
}

/** A result as the browser gives it; the texts of finished ones do not change any more. */
export interface HeardResult {
  readonly text: string;
  readonly isFinal: boolean;
}

/** The results of a "result" event, from the first that has changed. */
export function resultsOf(event: Event): { readonly from: number; readonly all: HeardResult[] } {
  const { resultIndex, results } = event as SpeechRecognitionEvent;
  const all = Array.from({ length: results.length }, (_, index): HeardResult => {
    const result = results[index];
    return { text: result?.[0]?.transcript.trim() ?? "", isFinal: result?.isFinal ?? false };
  });
  return { from: resultIndex, all };
}

/** The name of the error of an "error" event. */
export const errorOf = (event: Event): string => (event as SpeechRecognitionErrorEvent).error;
