import type { Language } from "../../worker/contract/merchant.ts";
import type { ListenFault, Where } from "../state/hearing.ts";
import { type HowToHear, createLocalEar } from "./local-ear.ts";
import {
  type Recogniser,
  type RecogniserClass,
  type SpeechWindow,
  errorOf,
  resultsOf,
} from "./recogniser.ts";

export type ListenEvent =
  | { readonly type: "listening"; readonly where: Where }
  /** What it sounds like so far; it may still change. */
  | { readonly type: "interim"; readonly text: string }
  | { readonly type: "final"; readonly text: string }
  /** The last event of each listening. */
  | { readonly type: "ended"; readonly fault: ListenFault | null };

export interface ListenWish {
  readonly language: Language;
  /** The sound may not leave the device. */
  readonly isHereOnly: boolean;
  /** Names to expect. */
  readonly phrases: readonly string[];
}

/** Hears one utterance at a time (Web Speech). */
export interface Listener {
  listen(wish: ListenWish, tell: (event: ListenEvent) => void): void;
  /** Enough: what was said so far still comes. */
  stop(): void;
  /** Not another word. */
  abort(): void;
}

/** Longer than anybody reads out a bill. */
const LONGEST_MS = 60_000;
/** A recogniser that was told to stop and goes on is given up. */
const STOP_PATIENCE_MS = 3_000;

const FAULTS: Readonly<Record<string, ListenFault>> = {
  "no-speech": "no-speech",
  "audio-capture": "audio-capture",
  network: "network",
  "not-allowed": "not-allowed",
  "service-not-allowed": "not-allowed",
  "language-not-supported": "language-unavailable",
};

/** One listening, through as many tries as it takes. */
interface Session {
  readonly wish: ListenWish;
  readonly tell: (event: ListenEvent) => void;
  tries: HowToHear[];
  recogniser: Recogniser | null;
  isStopped: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function createListener(window: SpeechWindow): Listener {
  const Kind = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  const localEar = createLocalEar(Kind, window.SpeechRecognitionPhrase);
  let session: Session | null = null;

  function end(ended: Session, fault: ListenFault | null): void {
    clearTimeout(ended.timer);
    if (session !== ended) return;
    session = null;
    ended.tell({ type: "ended", fault });
  }

  function next(current: Session, Class: RecogniserClass): void {
    const attempt = current.tries.shift();
    if (session !== current) return;
    if (!attempt) return end(current, "not-here");
    if (current.isStopped) return end(current, null);
    const recogniser = localEar.recogniserFor(Class, attempt);
    current.recogniser = recogniser;
    follow(recogniser, {
      tell: (event) => session === current && current.tell(event),
      where: attempt.isLocal ? "device" : "service",
      ended(error) {
        if (attempt.isLocal && error === "phrases-not-supported") return next(current, Class);
        if (attempt.isLocal && isBroken(error)) {
          // Promised and not kept: this page relies on it no more.
          localEar.giveUp(attempt.language);
          current.tries = current.tries.filter(({ isLocal }) => !isLocal);
          return next(current, Class);
        }
        end(current, error === null ? null : (FAULTS[error] ?? "failed"));
      },
    });
    try {
      recogniser.start();
    } catch {
      end(current, "busy");
    }
  }

  async function begin(current: Session, Class: RecogniserClass): Promise<void> {
    const { language, isHereOnly, phrases } = current.wish;
    if (await localEar.isReady(language, isHereOnly)) {
      if (phrases.length > 0) current.tries.push({ language, isLocal: true, phrases });
      current.tries.push({ language, isLocal: true, phrases: [] });
    }
    if (!isHereOnly) current.tries.push({ language, isLocal: false, phrases: [] });
    next(current, Class);
  }

  return {
    listen(wish, tell) {
      const refusal = refusalOf(Kind, window, session !== null);
      if (!Kind || refusal) return tell({ type: "ended", fault: refusal ?? "unsupported" });
      const current: Session = {
        wish,
        tell,
        tries: [],
        recogniser: null,
        isStopped: false,
        timer: undefined,
      };
      session = current;
      current.timer = setTimeout(() => this.stop(), LONGEST_MS);
      void begin(current, Kind);
    },
    stop() {
      const current = session;
      if (!current || current.isStopped) return;
      current.isStopped = true;
      clearTimeout(current.timer);
      if (!current.recogniser) return;
      current.timer = setTimeout(() => this.abort(), STOP_PATIENCE_MS);
      current.recogniser.stop();
    },
    abort() {
      const current = session;
      if (!current) return;
      current.recogniser?.abort();
      end(current, null);
    },
  };
}

function refusalOf(
  Kind: RecogniserClass | undefined,
  { isSecureContext }: SpeechWindow,
  isBusy: boolean,
): ListenFault | null {
  if (!isSecureContext) return "insecure";
  if (!Kind) return "unsupported";
  return isBusy ? "busy" : null;
}

const isBroken = (error: string | null): boolean =>
  error === "language-not-supported" || error === "service-not-allowed";

interface Following {
  readonly tell: (event: ListenEvent) => void;
  readonly where: Where;
  /** `error` by the browser's name for it; null when all went well. */
  readonly ended: (error: string | null) => void;
}

/** Turns a recogniser's events into ours. Each finished result is told once, and one that was never finished at the end. */
function follow(recogniser: Recogniser, { tell, where, ended }: Following): void {
  let told = 0;
  let interim = "";
  let error: string | null = null;
  recogniser.addEventListener("start", () => tell({ type: "listening", where }));
  recogniser.addEventListener("result", (event) => {
    const { all } = resultsOf(event);
    for (const { text, isFinal } of all.slice(told)) {
      if (!isFinal) break;
      told += 1;
      if (text !== "") tell({ type: "final", text });
    }
    interim = all
      .slice(told)
      .map(({ text }) => text)
      .join(" ")
      .trim();
    tell({ type: "interim", text: interim });
  });
  recogniser.addEventListener("nomatch", () => (error ??= "no-speech"));
  recogniser.addEventListener("error", (event) => (error = errorOf(event)));
  recogniser.addEventListener("end", () => {
    // Our own `abort` ends the session before this comes, so that an "aborted" here is somebody else's.
    if (error === null && interim !== "") tell({ type: "final", text: interim });
    ended(error);
  });
}
