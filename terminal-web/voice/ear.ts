import { EMPTY_DRAFT, type Draft } from "../state/draft.ts";
import { type HeardResult, type Hearing, type ListenFault, SILENCE } from "../state/hearing.ts";
import type { MerchantMessage } from "../state/message.ts";
import { type OpenTill, spokenLanguageOf } from "../state/till.ts";
import { exponentOfTill } from "../state/update-draft.ts";
import { billOf, heardDraft } from "./heard-draft.ts";
import type { Bill, Heard, SpokenCommand } from "./grammar/heard.ts";
import { parseSpeech } from "./grammar/parse-speech.ts";
import type { ListenEvent, Listener } from "./listen.ts";

export interface EarOptions {
  readonly listener: Listener;
  readonly till: () => OpenTill | null;
  readonly tell: (message: MerchantMessage) => void;
  readonly show: (hearing: Hearing) => void;
  /** Says what the draft comes to. */
  readonly repeat: (minor: number) => void;
  /** What to call an amount that becomes a line without a name. */
  readonly unnamed: () => string;
  /** This device's clock, ms. */
  readonly now: () => number;
}

/** Listens as the microphone key asks for, and drafts what it hears. It charges nobody. */
export interface Ear {
  /** To be told whenever the till has changed. `isHushed`: the till is sounding, or nobody sees the page. */
  follow(till: OpenTill | null, isHushed: boolean): void;
  /** Takes one of the ways in which the last utterance could be meant. */
  choose(index: number): void;
  undo(): void;
}

/** A press that lasts so long ends the listening when it ends. */
const HOLD_MS = 400;
/** Without hands, the next listening begins after a breath. */
const BREATH_MS = 250;
/** Listenings that end sooner than this with nothing heard, so many in a row, are a recogniser that does not work. */
const SHORTEST_MS = 500;
const MOST_SHORT = 3;
/** So many drafts can be gone back through. */
const MOST_BEFORE = 20;

export function createEar(options: EarOptions): Ear {
  const { listener, tell, now } = options;
  let hearing = SILENCE;
  let seen = { presses: 0, isDown: false };
  /** Without hands: true until the merchant, or a fault, ends it. */
  let isGoingOn = false;
  let isHushed = false;
  let startedAt = 0;
  let hasHeard = false;
  let shortOnes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Drafts to go back to, with what was made of them. */
  let before: { readonly from: Draft; readonly to: Draft }[] = [];

  function show(changes: Partial<Hearing>): void {
    hearing = { ...hearing, ...changes, canUndo: before.length > 0 };
    options.show(hearing);
  }

  function start(till: OpenTill): void {
    clearTimeout(timer);
    startedAt = now();
    hasHeard = false;
    // What is still to be chosen from stays on the screen until something else is heard.
    const kept = hearing.result?.type === "asking" && till.mic.isAsking ? hearing.result : null;
    show(kept ? { ear: "starting" } : { ear: "starting", text: "", isFinal: true, result: null });
    const wish = {
      language: spokenLanguageOf(till),
      isHereOnly: till.settings.isHeardHereOnly,
      phrases: till.catalogue.map(({ name }) => name),
    };
    listener.listen(wish, hear);
  }

  function hear(event: ListenEvent): void {
    switch (event.type) {
      case "listening":
        return show({ ear: "listening", where: event.where });
      case "interim":
        return event.text === "" ? undefined : show({ text: event.text, isFinal: false });
      case "final": {
        const till = options.till();
        if (!till) return;
        hasHeard = true;
        show({ text: event.text, isFinal: true });
        const result = take(event.text, till);
        return show({ result: isIdleTalk(result) ? hearing.result : result });
      }
      case "ended":
        return ended(event.fault);
    }
  }

  /** While something is to be chosen, talk that is about nothing does not push it off the screen. */
  function isIdleTalk(result: HeardResult): boolean {
    const isAbout = result.type !== "nothing" || !["noise", "silence"].includes(result.reason);
    return hearing.result?.type === "asking" && !isAbout;
  }

  function ended(reported: ListenFault | null): void {
    shortOnes = !hasHeard && now() - startedAt < SHORTEST_MS ? shortOnes + 1 : 0;
    // Without hands, silence is no fault; a recogniser that does nothing else is one.
    const isStuck = isGoingOn && shortOnes >= MOST_SHORT;
    const fault = isStuck ? (reported ?? "failed") : reported;
    const isQuiet = fault === null || (fault === "no-speech" && isGoingOn && !isStuck);
    if (!isQuiet) isGoingOn = false;
    show({
      ear: "idle",
      isFinal: true,
      result: isQuiet ? hearing.result : { type: "unheard", fault },
    });
    if (isGoingOn) timer = setTimeout(goOn, BREATH_MS);
  }

  function goOn(): void {
    const till = options.till();
    if (till && isGoingOn && !isHushed && hearing.ear === "idle" && isAtKeypad(till)) start(till);
  }

  /** Makes a draft of what was said, or says why not. */
  function take(text: string, till: OpenTill): HeardResult {
    const exponent = exponentOfTill(till);
    const current = billOf(till.draft, exponent, options.unnamed());
    const heard = parseSpeech(text, {
      language: spokenLanguageOf(till),
      currency: till.profile.merchant.currency,
      exponent,
      catalogue: till.catalogue,
      ...(current && { current }),
    });
    switch (heard.kind) {
      case "draft":
        return put(draftOf(till, heard, heard), heard.unmatched);
      case "ambiguous": {
        const choices = heard.candidates.map((candidate) => ({
          draft: draftOf(till, candidate, heard),
          reason: candidate.reason,
        }));
        tell({ type: "mic-asks" });
        return { type: "asking", choices, unmatched: heard.unmatched };
      }
      case "command":
        return obey(heard.command, till, current);
      case "none":
        return { type: "nothing", reason: heard.reason, unmatched: heard.unmatched };
    }
  }

  function draftOf(
    till: OpenTill,
    bill: Bill,
    heard: Extract<Heard, { kind: "draft" | "ambiguous" }>,
  ): Draft {
    const known = new Set(till.catalogue.map(({ name }) => name));
    return heardDraft(till.draft, bill, {
      amends: heard.amends === true,
      exponent: exponentOfTill(till),
      isKnown: (name) => known.has(name),
    });
  }

  /** Puts it on the screen, if one order may ask that much. */
  function put(draft: Draft, unmatched: readonly string[]): HeardResult {
    const from = options.till()?.draft;
    tell({ type: "put-draft", draft });
    const till = options.till();
    if (!from || till?.draft !== draft) {
      const reason = till?.hint === "too-many" ? "too-many-lines" : "out-of-range";
      return { type: "nothing", reason, unmatched };
    }
    before = [...before, { from, to: draft }].slice(-MOST_BEFORE);
    return { type: "drafted", unmatched };
  }

  function obey(command: SpokenCommand, till: OpenTill, current: Bill | undefined): HeardResult {
    switch (command) {
      case "clear":
        put({ ...EMPTY_DRAFT, note: till.draft.note }, []);
        return { type: "cleared" };
      case "undo":
        return takeBack();
      case "repeat":
        options.repeat(current?.amount ?? 0);
        return { type: "repeated" };
    }
  }

  /** Only what was drafted by voice, and not touched since, is taken back by voice. */
  function takeBack(): HeardResult {
    const last = before.at(-1);
    if (!last || options.till()?.draft !== last.to) return { type: "nothing-to-undo" };
    before = before.slice(0, -1);
    tell({ type: "put-draft", draft: last.from });
    return { type: "undone" };
  }

  return {
    follow(till, hushed) {
      isHushed = hushed;
      const { presses, downAt, heldMs } = till?.mic ?? {
        presses: seen.presses,
        downAt: null,
        heldMs: 0,
      };
      const isPressed = presses !== seen.presses;
      const isReleased = seen.isDown && downAt === null;
      seen = { presses, isDown: downAt !== null };
      if (!till || !isAtKeypad(till)) {
        clearTimeout(timer);
        listener.abort();
        // A sale or another screen ends what was said about the draft of before.
        before = [];
        if (hearing !== SILENCE) options.show((hearing = SILENCE));
        return;
      }
      if (isHushed && hearing.ear !== "idle") {
        listener.abort();
        shortOnes = 0;
        const result = isGoingOn
          ? hearing.result
          : ({ type: "unheard", fault: "interrupted" } as const);
        return show({ ear: "idle", result });
      }
      if (isPressed) return press(till);
      if (isReleased && heldMs >= HOLD_MS) listener.stop();
      else if (isGoingOn && !isHushed && hearing.ear === "idle") {
        clearTimeout(timer);
        timer = setTimeout(goOn, BREATH_MS);
      }
    },
    choose(index) {
      if (hearing.result?.type !== "asking") return;
      const choice = hearing.result.choices[index];
      if (choice) show({ result: put(choice.draft, hearing.result.unmatched) });
    },
    undo: () => show({ result: takeBack() }),
  };

  function press(till: OpenTill): void {
    if (hearing.ear !== "idle") {
      isGoingOn = false;
      return listener.stop();
    }
    isGoingOn = till.settings.listening === "hands-free";
    shortOnes = 0;
    start(till);
  }
}

const isAtKeypad = ({ mic, screen, sale }: OpenTill): boolean =>
  mic.isOpen && screen.name === "till" && sale === null;
