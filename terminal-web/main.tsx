import { effect, signal } from "@preact/signals";
import { type FunctionComponent, type JSX, render } from "preact";
import { useEffect } from "preact/hooks";
import coreUrl from "../wasm/build/core.wasm?url";
import { type Core, createCore } from "../wasm/core.ts";
import { createAppUpdates } from "./device/app-updates.ts";
import { createClockWatch } from "./device/clock-watch.ts";
import { takeCredential } from "./device/credential-store.ts";
import { openKeeper } from "./device/keeper.ts";
import { createPageLook } from "./device/page-look.ts";
import { createScreenGuard } from "./device/wake-lock.ts";
import { openMouth } from "./open-mouth.ts";
import { type RunningTill, openTill } from "./open-till.ts";
import { isEmptyDraft } from "./state/draft.ts";
import type { Message } from "./state/message.ts";
import { needsTick } from "./state/on-tick.ts";
import { type OpenTill, type Till, languageOf, serverNow, spokenLanguageOf } from "./state/till.ts";
import { update } from "./state/update.ts";
import { App } from "./view/app.tsx";
import { messageForKey, pressOf } from "./view/keyboard.ts";
import { LOCALES, guessLanguage } from "./view/languages.ts";
import { PHRASES } from "./view/phrases.ts";
import { createSymbolMaker } from "./view/qr-symbol.ts";
import { saleSentence } from "./view/sale-sentence.ts";
import type { Stage } from "./view/stage.ts";
import { resultSentence } from "./voice/result-sentence.ts";

/** How long nobody may have touched the page before a new build of it takes over. */
const QUIET_MS = 60_000;

const NOT_SENT = { type: "unreachable", hasLeft: false } as const;

const till = signal<Till>({ status: "starting" });
const now = signal(Date.now());
const core = signal<Core | null>(null);
const backOffice = signal<FunctionComponent<Stage> | null>(null);
const voicePanel = signal<FunctionComponent<Stage> | null>(null);
const isHidden = signal(document.hidden);
let running: RunningTill | null = null;
let touchedAt = Date.now();
let tick: ReturnType<typeof setTimeout> | undefined;

const mouth = openMouth(() => openTillOf()?.settings ?? null);
const screenGuard = createScreenGuard(navigator.wakeLock);
const updates = createAppUpdates(navigator.serviceWorker);
const pageLook = createPageLook(
  document.documentElement,
  matchMedia("(prefers-color-scheme: dark)"),
);
const hasJumped = createClockWatch(Date.now, () => performance.now());

const openTillOf = (): OpenTill | null => (till.value.status === "open" ? till.value : null);

/** The only way anything changes. */
function tell(message: Message): void {
  now.value = Date.now();
  const outcome = update(till.value, message, now.value);
  till.value = outcome.till;
  running?.save(outcome.till);
  for (const task of outcome.tasks) running?.run(task);
  if (outcome.till.status === "shut") running?.stop();
  tick ??= setTimeout(onTick, msToNextTick(outcome.till));
}

/** Ticks fall on the server's seconds, where the windows of the code change. */
function msToNextTick(current: Till): number {
  const time = current.status === "open" ? serverNow(current, Date.now()) : Date.now();
  return 1_005 - (time % 1_000);
}

function onTick(): void {
  clearTimeout(tick);
  tick = undefined;
  if (hasJumped()) tell({ type: "clock-jumped" });
  const current = till.value;
  if (current.status === "meeting" || (current.status === "open" && needsTick(current))) {
    tell({ type: "tick" });
  } else now.value = Date.now();
}

async function open(force: boolean): Promise<void> {
  const keeper = await keeping;
  const credential = await takeCredential(keeper, location, history);
  if (!credential) return tell({ type: "credential-missing" });
  running = await openTill(credential, force, {
    keeper,
    chime: mouth.chime,
    speech: mouth.speech,
    till: openTillOf,
    tell,
  });
  tell(running ? { type: "opened", kept: running.kept } : { type: "opened-elsewhere" });
}

function words(current: Till): {
  readonly locale: string;
  readonly phrases: (typeof PHRASES)["en"];
} {
  const language =
    current.status === "open" ? languageOf(current) : guessLanguage(navigator.languages);
  return { locale: LOCALES[language], phrases: PHRASES[language] };
}

function stageOf(current: OpenTill): Stage {
  const { locale, phrases } = words(current);
  return {
    till: current,
    now: now.value,
    words: phrases,
    locale,
    send: tell,
    symbolOf,
    voices: () => mouth.speech.voices(spokenLanguageOf(current)),
    trySound: () => void mouth.sample(current, 2350),
  };
}

const symbolOf = createSymbolMaker(() => core.value);

function Root(): JSX.Element {
  const current = till.value;
  const { phrases } = words(current);
  const isOpen = current.status === "open";
  const place = isOpen ? `${current.screen.name} ${current.sale?.charge.number}` : current.status;
  // Who reads by ear or by keyboard starts each screen at its head.
  useEffect(
    () => document.querySelector<HTMLElement>("h1[tabindex]")?.focus({ preventScroll: true }),
    [place],
  );
  return (
    <>
      <App
        till={current}
        words={phrases}
        stageOf={stageOf}
        useHere={() => void open(true)}
        backOffice={backOffice.value}
        voicePanel={voicePanel.value}
      />
      <div class="sr-only" role="alert">
        {isOpen && saleSentence(stageOf(current))}
      </div>
    </>
  );
}

async function loadCore(): Promise<void> {
  const module = await WebAssembly.compileStreaming(fetch(coreUrl));
  core.value = createCore(module);
}

/** The other screens and the spoken words are wanted later than the keypad; until they are here, opening one says so. */
async function loadTheRest(): Promise<void> {
  const { openBackOffice } = await import("./open-office.tsx");
  backOffice.value = openBackOffice({
    // The screens around the till are shown while a till is running, and only then.
    ask: (schema, question) =>
      running?.ask(schema, question) ?? Promise.resolve({ ok: false, failure: NOT_SENT }),
    core: () => core.value,
    beacon: () => running?.beacon() ?? null,
    tell,
  });
  await Promise.all([resultSentence([], "en"), mouth.speech.load()]);
  const { openEar } = await import("./open-ear.tsx");
  voicePanel.value = openEar({
    till: openTillOf,
    isHushed: () => mouth.isSounding.value || isHidden.value,
    tell,
    say(sentence) {
      const current = openTillOf();
      if (current) void mouth.say(current, sentence);
    },
    unnamed: () => words(till.value).phrases.item,
  });
}

/** Browsers let a page sound and speak only after a touch, so every touch is taken as one until it works. */
async function unlockSound(): Promise<void> {
  touchedAt = Date.now();
  if (till.value.status !== "open" || till.value.sound !== "locked") return;
  mouth.speech.unlock();
  const sound = await mouth.chime.unlock();
  if (sound !== "locked") tell({ type: "sound", sound });
}

function onKey(event: KeyboardEvent): void {
  if (till.value.status !== "open") return;
  const message = messageForKey(pressOf(event), till.value, words(till.value).phrases.item);
  if (!message) return;
  event.preventDefault();
  tell(message);
}

function followPage(): void {
  document.addEventListener("pointerdown", () => void unlockSound());
  document.addEventListener("keydown", () => void unlockSound());
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => {
    isHidden.value = document.hidden;
    if (document.visibilityState !== "visible") return;
    screenGuard.refresh();
    running?.nudge();
    onTick();
  });
  // What a beacon still broadcasts then, the next page that opens takes off.
  window.addEventListener("pagehide", () => running?.beacon()?.close());
  window.addEventListener("online", () => running?.nudge());
  window.addEventListener("offline", () => {
    tell({ type: "connection", status: "offline" });
    running?.nudge();
  });
  // A new link in an open page: begin anew with it.
  window.addEventListener("hashchange", () => {
    if (location.hash !== "") location.reload();
  });
  setInterval(() => {
    const current = till.value;
    const isIdle = current.status === "open" && !current.sale && isEmptyDraft(current.draft);
    if (isIdle && Date.now() - touchedAt > QUIET_MS) updates.idle();
  }, QUIET_MS);
}

effect(() => {
  const current = till.value;
  const { locale } = words(current);
  pageLook.show(locale, current.status === "open" ? current.settings.look : "auto");
  const isSelling =
    current.status === "open" &&
    (current.settings.keepAwake === "always" ||
      current.sale !== null ||
      current.draft.entry !== "");
  screenGuard.want(isSelling);
});

const keeping = openKeeper(globalThis.indexedDB);
followPage();
render(<Root />, document.querySelector("#till") ?? document.body);
// Without the core the till works as far as it can, and says that it cannot draw the code.
void loadCore().catch(() => {});
void open(false);
void loadTheRest().catch(() => setTimeout(() => void loadTheRest(), 5_000));
void navigator.storage?.persist?.();
