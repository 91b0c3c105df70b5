import { effect, signal } from "@preact/signals";
import { type JSX, render } from "preact";
import coreUrl from "../../wasm/build/core.wasm?url";
import { type PageCore, createPageCore } from "../../wasm/page-core.ts";
import { type DisplayCredential, displayCredentialText } from "../../worker/contract/display.ts";
import type { Credential } from "../../worker/contract/credential.ts";
import { type LiveChannel, openLiveChannel } from "../api/live-channel.ts";
import type { Line } from "../api/line.ts";
import { openKeeper } from "../device/keeper.ts";
import { createPageLook } from "../device/page-look.ts";
import { createScreenGuard } from "../device/wake-lock.ts";
import { backoffMs } from "../state/backoff.ts";
import { LOCALES, guessLanguage } from "../view/languages.ts";
import { createSymbolMaker } from "../view/qr-symbol.ts";
import { keepDisplay } from "../offline/keep-display.ts";
import { createDisplayApi, linkDisplay, type DisplayApi } from "./display-api.ts";
import { createDisplayMemory, takeLink } from "./display-credential.ts";
import { displayFaceOf, needsCode } from "./display-face.ts";
import { DisplayGate } from "./display-gate.tsx";
import { DISPLAY_PHRASES } from "./display-phrases.ts";
import { DisplayScreen } from "./display-screen.tsx";
import { type Display, type DisplayMessage, isUnlinked, updateDisplay } from "./display-state.ts";
import { faceSentence } from "./face-words.ts";

const TICK_MS = 1_000;
const ASK_AGAIN_MS = 3_000;

const display = signal<Display>({ status: "starting" });
const now = signal(Date.now());
const core = signal<PageCore | null>(null);
const isFull = signal(document.fullscreenElement !== null);
let channel: LiveChannel<Line> | null = null;
let api: DisplayApi | null = null;
let askedAt = 0;

const terminal = Number(location.pathname.split("/")[2]);
const symbolOf = createSymbolMaker(() => core.value);
const pageLook = createPageLook(
  document.documentElement,
  matchMedia("(prefers-color-scheme: dark)"),
);
const screenGuard = createScreenGuard(navigator.wakeLock);
const memory = openKeeper(globalThis.indexedDB).then((keeper) =>
  createDisplayMemory(keeper, terminal, (bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
);

/** The only way anything changes. */
function tell(message: DisplayMessage): void {
  now.value = Date.now();
  display.value = updateDisplay(display.value, message);
}

async function open(): Promise<void> {
  const kept = await memory;
  const link = takeLink(location, history);
  if (link) return linkWith(link, 0);
  const credential = await kept.credential();
  if (credential) watch(credential);
  else tell({ type: "link-missing" });
}

async function linkWith(link: Credential, tries: number): Promise<void> {
  if (tries === 0) tell({ type: "linking" });
  const kept = await memory;
  const key = await kept.keyFor(link);
  const linked = await linkDisplay((input, init) => fetch(input, init), link, key);
  if (linked.ok) {
    const credential = await kept.keep(linked.value.credential);
    return credential ? watch(credential) : tell({ type: "link-missing" });
  }
  tell({ type: "link-failed", failure: linked.failure });
  if (display.value.status !== "linking") return;
  setTimeout(() => void linkWith(link, tries + 1), backoffMs(tries, Math.random()));
}

function watch(credential: DisplayCredential): void {
  tell({ type: "linked" });
  const opened = createDisplayApi(
    (input, init) => fetch(input, init),
    displayCredentialText(credential),
    () => (display.value.status === "watching" ? (display.value.view?.cursor ?? 0) : 0),
  );
  api = opened;
  channel = openLiveChannel({
    feed: opened.feed,
    openSocket: (address) => new WebSocket(location.origin.replace(/^http/, "ws") + address),
    heard: (view) => tell({ type: "told", view, sentAt: null, receivedAt: Date.now() }),
    changed: (status) => tell({ type: "connection", status }),
    refused(failure) {
      tell({ type: "refused", failure });
      if (!isUnlinked(failure)) return;
      channel?.stop();
      void memory.then((kept) => kept.forget());
    },
    random: Math.random,
  });
  void look();
}

/** Asks how things stand: at the start, where the answer also sets the clock, and when the code runs short. */
async function look(): Promise<void> {
  askedAt = Date.now();
  const looked = await api?.look();
  if (!looked?.ok) return;
  const { value: view, sentAt, receivedAt } = looked;
  tell({ type: "told", view, sentAt, receivedAt });
}

function onTick(): void {
  now.value = Date.now();
  const current = display.value;
  if (current.status !== "watching" || Date.now() - askedAt < ASK_AGAIN_MS) return;
  if (needsCode(current, Date.now())) void look();
}

function Root(): JSX.Element {
  const current = display.value;
  const language = languageOf(current);
  const words = DISPLAY_PHRASES[language];
  if (current.status !== "watching" || !current.view)
    return <DisplayGate display={current} words={words} />;
  const face = displayFaceOf(current, now.value);
  const locale = LOCALES[language];
  const canGoFull = document.fullscreenEnabled && !isFull.value;
  return (
    <>
      <DisplayScreen
        view={current.view}
        face={face}
        words={words}
        locale={locale}
        isOffline={current.connection === "offline"}
        symbolOf={symbolOf}
        goFullScreen={canGoFull ? () => void document.documentElement.requestFullscreen() : null}
      />
      <div class="sr-only" role="alert">
        {faceSentence(face, words, locale)}
      </div>
    </>
  );
}

function languageOf(current: Display): keyof typeof DISPLAY_PHRASES {
  const view = current.status === "watching" ? current.view : null;
  return view?.language ?? guessLanguage(navigator.languages);
}

effect(() => pageLook.show(LOCALES[languageOf(display.value)], "auto"));
document.addEventListener("fullscreenchange", () => {
  isFull.value = document.fullscreenElement !== null;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  screenGuard.refresh();
  channel?.nudge();
});
for (const change of ["online", "offline"]) {
  window.addEventListener(change, () => channel?.nudge());
}
// A new link in an open page: begin anew with it.
window.addEventListener("hashchange", () => {
  if (location.hash !== "") location.reload();
});
screenGuard.want(true);
setInterval(onTick, TICK_MS);
render(<Root />, document.querySelector("#display") ?? document.body);
const loadCore = async (): Promise<void> => {
  core.value = createPageCore(await WebAssembly.compileStreaming(fetch(coreUrl)));
};
// Kept last, when all that the page needs has been loaded.
void loadCore()
  .then(() => keepDisplay(navigator.serviceWorker, location.pathname))
  .catch(() => {});
void open();
void navigator.storage?.persist?.();
