import { type FunctionComponent, type JSX, render } from "preact";
import coreUrl from "../wasm/build/core.wasm?url";
import { type PageCore, createPageCore } from "../wasm/page-core.ts";
import { createAppUpdates } from "./device/app-updates.ts";
import { createClockWatch } from "./device/clock-watch.ts";
import { type Arrival, takeIdentity } from "./device/credential-store.ts";
import { openKeeper } from "./device/keeper.ts";
import { createPageLook } from "./device/page-look.ts";
import { createScreenGuard } from "./device/wake-lock.ts";
import { openMouth } from "./open-mouth.ts";
import type { OpenEar } from "./open-ear.tsx";
import { type RunningTill, openTill } from "./open-till.ts";
import { isEmptyDraft } from "./state/draft.ts";
import type { Ask } from "./api/call.ts";
import type { PassHolder } from "./device/staff-pass.ts";
import type { LockProps, StaffDoor } from "./view/staff/staff-door.ts";
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

let till: Till = { status: "starting" };
let core: PageCore | null = null;
let backOffice: FunctionComponent<Stage> | null = null;
let ear: OpenEar | null = null;
let wayIn: FunctionComponent<{ readonly isRevoked: boolean }> | null = null;
let staff: StaffDoor | null = null;
let LockScreen: FunctionComponent<LockProps> | null = null;
let arrival: Arrival = { identity: null, brought: "" };
let drawing: Promise<void> | null = null;
let shownPlace = "";
let running: RunningTill | null = null;
let touchedAt = Date.now();
let tick: ReturnType<typeof setTimeout> | undefined;
let rest: ReturnType<typeof setTimeout> | undefined;

const mouth = openMouth({
  settings: () => openTillOf()?.settings ?? null,
  changed: () => listen(),
});
const screenGuard = createScreenGuard(navigator.wakeLock);
const updates = createAppUpdates(navigator.serviceWorker);
const pageLook = createPageLook(
  document.documentElement,
  matchMedia("(prefers-color-scheme: dark)"),
);
const hasJumped = createClockWatch(Date.now, () => performance.now());

const openTillOf = (): OpenTill | null => (till.status === "open" ? till : null);

/** The only way anything changes. */
function tell(message: Message): void {
  if (isSignedOut(message)) staff?.refused();
  const outcome = update(till, message, Date.now());
  till = outcome.till;
  running?.save(outcome.till);
  for (const task of outcome.tasks) running?.run(task);
  // Not before: it would be in the way of the answer that says whose till it is.
  if (outcome.till.status === "open") rest ??= setTimeout(loadTheRest);
  if (outcome.till.status === "shut") {
    running?.stop();
    void loadWayIn();
  }
  tick ??= setTimeout(onTick, msToNextTick(outcome.till));
  listen();
  draw();
}

/** Nobody is listened to while the till sounds, while nobody sees the page, or while nobody stands at it. */
function listen(): void {
  const isLocked = staff?.isLocked() ?? false;
  ear?.follow(openTillOf(), mouth.isSounding() || document.hidden || isLocked);
}

/** The server wants to know who stands here. What was asked is asked again, until somebody does. */
const isSignedOut = (message: Message): boolean =>
  "failure" in message &&
  message.failure.type === "refused" &&
  message.failure.problem === "staff-signed-out";

/** Ticks fall on the server's seconds, where the windows of the code change. */
function msToNextTick(current: Till): number {
  const time = current.status === "open" ? serverNow(current, Date.now()) : Date.now();
  return 1_005 - (time % 1_000);
}

function onTick(): void {
  clearTimeout(tick);
  tick = undefined;
  if (hasJumped()) tell({ type: "clock-jumped" });
  const isAwaited = till.status === "meeting" || (till.status === "open" && needsTick(till));
  if (isAwaited) tell({ type: "tick" });
  else draw();
}

async function open(force: boolean): Promise<void> {
  const keeper = await keeping;
  arrival = await takeIdentity(keeper, location, history);
  const { identity, brought } = arrival;
  if (brought !== "" || !identity) return tell({ type: "credential-missing" });
  running = await openTill(identity, force, {
    keeper,
    chime: mouth.chime,
    speech: mouth.speech,
    till: openTillOf,
    tell,
  });
  tell(running ? { type: "opened", kept: running.kept } : { type: "opened-elsewhere" });
  if (running?.passes) void loadStaff(running.ask, running.passes);
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
    now: Date.now(),
    words: phrases,
    locale,
    send: tell,
    symbolOf,
    voices: () => mouth.speech.voices(spokenLanguageOf(current)),
    trySound: () => void mouth.sample(current, 2350),
    staff,
  };
}

const page = document.querySelector("#till") ?? document.body;
const symbolOf = createSymbolMaker(() => core);

/** Brings the page to what is known now, once for all that is told in one go. */
function draw(): void {
  drawing ??= Promise.resolve().then(() => {
    drawing = null;
    const wasSomewhere = isSomewhere();
    render(<Root />, page);
    showAround(till, wasSomewhere && !isSomewhere());
  });
}

function Root(): JSX.Element {
  return (
    <>
      <App
        lock={LockScreen}
        till={till}
        words={words(till).phrases}
        stageOf={stageOf}
        useHere={() => void open(true)}
        backOffice={backOffice}
        voicePanel={ear?.Panel ?? null}
        wayIn={wayIn}
      />
      <div class="sr-only" role="alert">
        {till.status === "open" && saleSentence(stageOf(till))}
      </div>
    </>
  );
}

const isSomewhere = (): boolean => (document.activeElement ?? document.body) !== document.body;

/**
 * What the page does beside drawing: focus, language, colours, and a screen that stays on. `isLost`: what had the focus is
 * no longer there.
 */
function showAround(current: Till, isLost: boolean): void {
  const isOpen = current.status === "open";
  const place = isOpen
    ? `${current.screen.name} ${current.sale?.charge.number} ${staff?.isLocked()}`
    : current.status;
  // Who reads by ear or by keyboard starts each screen at its head, and is not sent back to the page's own beginning.
  if (place !== shownPlace || isLost)
    document
      .querySelector<HTMLElement>("[data-head], h1[tabindex]")
      ?.focus({ preventScroll: true });
  shownPlace = place;
  pageLook.show(words(current).locale, isOpen ? current.settings.look : "auto");
  screenGuard.want(
    isOpen &&
      (current.settings.keepAwake === "always" ||
        current.sale !== null ||
        current.draft.entry !== ""),
  );
}

async function loadCore(): Promise<void> {
  const module = await WebAssembly.compileStreaming(fetch(coreUrl));
  core = createPageCore(module);
  draw();
}

function loadTheRest(): void {
  openTheRest().catch(() => setTimeout(loadTheRest, 5_000));
}

/** The other screens and the spoken words are wanted later than the keypad; until they are here, opening one says so. */
async function openTheRest(): Promise<void> {
  const { openBackOffice } = await import("./open-office.tsx");
  backOffice = openBackOffice({
    // The screens around the till are shown while a till is running, and only then.
    ask: (schema, question) =>
      running?.ask(schema, question) ?? Promise.resolve({ ok: false, failure: NOT_SENT }),
    core: () => core,
    beacon: () => running?.beacon() ?? null,
    tell,
  });
  draw();
  await Promise.all([resultSentence([], "en"), mouth.speech.load()]);
  const { openEar } = await import("./open-ear.tsx");
  ear = openEar({
    till: openTillOf,
    tell,
    say(sentence) {
      const current = openTillOf();
      if (current) void mouth.say(current, sentence);
    },
    unnamed: () => words(till).phrases.item,
    changed: draw,
  });
  listen();
  draw();
}

/** Where the shop has staff, the till belongs to whoever has shown a PIN. */
async function loadStaff(ask: Ask, holder: PassHolder): Promise<void> {
  try {
    const [{ openStaff }, lock] = await Promise.all([
      import("./open-staff.ts"),
      import("./view/staff/lock-screen.tsx"),
    ]);
    LockScreen = lock.LockScreen;
    const idleMs = (): number => Date.now() - touchedAt;
    const isBusy = (): boolean => till.status === "open" && till.sale !== null;
    const changed = (): void => {
      listen();
      draw();
    };
    staff?.stop();
    staff = openStaff({ ask, holder, idleMs, isBusy, changed });
  } catch {
    setTimeout(() => void loadStaff(ask, holder), 5_000);
  }
}

/** A device that is no till, or is none any more, is told how to become one. */
async function loadWayIn(): Promise<void> {
  try {
    const { openEnrolment } = await import("./open-enrolment.tsx");
    const begin = (): void => (running ? location.reload() : void open(false));
    wayIn = openEnrolment({ keeper: await keeping, arrival, begin });
    draw();
  } catch {
    setTimeout(() => void loadWayIn(), 5_000);
  }
}

/** Browsers let a page sound and speak only after a touch, so every touch is taken as one until it works. */
async function unlockSound(): Promise<void> {
  touchedAt = Date.now();
  if (till.status !== "open" || till.sound !== "locked") return;
  mouth.speech.unlock();
  const sound = await mouth.chime.unlock();
  if (sound !== "locked") tell({ type: "sound", sound });
}

function onKey(event: KeyboardEvent): void {
  if (till.status !== "open" || staff?.isLocked()) return;
  const message = messageForKey(pressOf(event), till, words(till).phrases.item);
  if (!message) return;
  event.preventDefault();
  tell(message);
}

function followPage(): void {
  document.addEventListener("pointerdown", () => void unlockSound());
  document.addEventListener("keydown", () => void unlockSound());
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => {
    listen();
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
    const current = till;
    const isIdle = current.status === "open" && !current.sale && isEmptyDraft(current.draft);
    if (isIdle && Date.now() - touchedAt > QUIET_MS) updates.idle();
  }, QUIET_MS);
}

const keeping = openKeeper(globalThis.indexedDB);
followPage();
draw();
// Without the core the till works as far as it can, and says that it cannot draw the code.
void loadCore().catch(() => {});
void open(false);
void navigator.storage?.persist?.();
