import { computed, effect, signal } from "@preact/signals";
import { type FunctionComponent, type JSX, render } from "preact";
import coreUrl from "../../wasm/build/core.wasm?url";
import { type PageCore, createPageCore } from "../../wasm/page-core.ts";
import type { Language } from "../../worker/contract/merchant.ts";
import type { SignUpDoor } from "../../worker/contract/owner.ts";
import type { Answer } from "../api/call.ts";
import { createPageLook } from "../device/page-look.ts";
import { createSpareText } from "../device/spare-text.ts";
import { LOCALES } from "../view/languages.ts";
import { createSymbolMaker } from "../view/qr-symbol.ts";
import { signIn, signUp } from "./ceremonies.ts";
import { CodesScreen } from "./codes-screen.tsx";
import { guessCurrency } from "./currency-guess.ts";
import { createOwnerApi, type ShopWish } from "./owner-api.ts";
import { OWNER_PHRASES } from "./owner-phrases.ts";
import { type Owner, type OwnerMessage, type Way, fateOf, updateOwner } from "./owner-state.ts";
import { PageFrame } from "./page-frame.tsx";
import { createPasskeys } from "./passkeys.ts";
import { keepLanguage, knownLanguage } from "./known-language.ts";
import type { SectionProps } from "./section.ts";
import { SignUpScreen } from "./sign-up-screen.tsx";
import { type Trouble, troubleOf } from "./trouble.ts";
import { CodeScreen, WelcomeScreen } from "./welcome-screen.tsx";

const TICK_MS = 1_000;
/** How often the view is asked for: while a link waits to be opened, and else. */
const LINK_LOOK_MS = 2_000;
const LOOK_MS = 20_000;
const LOAD_AGAIN_MS = 5_000;

const owner = signal<Owner>({ status: "starting" });
const now = signal(Date.now());
const spare = createSpareText(() => globalThis.localStorage);
const language = signal<Language>(knownLanguage(location, spare, navigator.languages));
const core = signal<PageCore | null>(null);
const sections = signal<FunctionComponent<SectionProps> | null>(null);
const canKeep = signal(true);
const practises = signal(false);
let lookedAt = 0;
let shopName = "";

const api = createOwnerApi((input, init) => fetch(input, init));
const passkeys = createPasskeys(location, isSecureContext);
const symbolOf = createSymbolMaker(() => core.value);
const pageLook = createPageLook(
  document.documentElement,
  matchMedia("(prefers-color-scheme: dark)"),
);
// Kept in the address until it was used: a reload on the way loses nothing.
const invitation = location.hash.length > 1 ? location.hash.slice(1) : null;

/** The only way anything changes. */
function tell(message: OwnerMessage): void {
  now.value = Date.now();
  owner.value = updateOwner(owner.value, message);
}

/** What was asked for first: a link of the public page may lead straight to the form. */
const firstWay = (): Way =>
  new URLSearchParams(location.search).has("open") ? "sign-up" : "welcome";

async function refresh(byCode = false): Promise<void> {
  lookedAt = Date.now();
  const view = await api.office();
  if (view.ok) return tell({ type: "viewed", view: view.value, byCode });
  if (outcomeOf(view) !== null) tell({ type: "unreachable" });
}

/** What was in the way of a call; whoever is no longer signed in is shown the door. */
function outcomeOf(answer: Answer<unknown>): Trouble | null {
  if (answer.ok) return null;
  const trouble = troubleOf(answer.failure);
  if (trouble !== "unauthenticated") return trouble;
  void goOutside();
  return null;
}

/** Looks who is there: a browser that was signed in before tries to go inside at once. */
async function arrive(): Promise<void> {
  const door = await api.door();
  if (!door.ok) return tell({ type: "unreachable" });
  practises.value = door.value.practises;
  return door.value.isKnown ? refresh() : showDoor(door.value);
}

async function goOutside(): Promise<void> {
  const door = await api.door();
  return door.ok ? showDoor(door.value) : tell({ type: "unreachable" });
}

function showDoor(door: SignUpDoor): void {
  const mayOpen = door.signUp === "open" || (door.signUp === "invitation" && invitation !== null);
  const isFirst = owner.value.status === "starting" && mayOpen;
  tell({ type: "outside", door, way: isFirst ? firstWay() : "welcome" });
}

async function openShop(shop: ShopWish): Promise<void> {
  const { value: before } = owner;
  const wasTold = before.status === "outside" && before.trouble === "name-alike";
  const isMeant = wasTold && shopName === shop.name;
  tell({ type: "asked" });
  shopName = shop.name;
  const joined = await signUp(api, passkeys, shop, { invitation, isMeant });
  if (!joined.ok) return tell({ type: "troubled", trouble: joined.reason });
  history.replaceState(null, "", "/owner");
  tell({ type: "joined", signedUp: joined.value, at: Date.now() });
}

async function comeIn(): Promise<void> {
  tell({ type: "asked" });
  const signed = await signIn(api, passkeys);
  return signed.ok ? refresh() : tell({ type: "troubled", trouble: signed.reason });
}

async function comeInByCode(code: string): Promise<void> {
  tell({ type: "asked" });
  const signed = await api.signInByCode(code);
  if (signed.ok) return refresh(true);
  tell({ type: "troubled", trouble: troubleOf(signed.failure) });
}

/** What only somebody inside needs loads while they are still at the door. */
async function loadSections(): Promise<void> {
  try {
    ({ Sections: sections.value } = await import("./sections.tsx"));
  } catch {
    setTimeout(() => void loadSections(), LOAD_AGAIN_MS);
  }
}

function onTick(): void {
  now.value = Date.now();
  const current = owner.value;
  if (current.status !== "inside" || document.visibilityState !== "visible") return;
  const { link, view } = current;
  const isWaiting = link !== null && fateOf(link, view, now.value).type === "waiting";
  if (now.value - lookedAt >= (isWaiting ? LINK_LOOK_MS : LOOK_MS)) void refresh();
}

function Screen(): JSX.Element {
  const current = owner.value;
  const words = OWNER_PHRASES[language.value];
  const locale = LOCALES[language.value];
  switch (current.status) {
    case "starting":
      return <p role="status">{words.starting}</p>;
    case "unreachable":
      return (
        <section class="section">
          <h1 tabIndex={-1}>{words.unreachableTitle}</h1>
          <p>{words.unreachableText}</p>
          <button type="button" class="button strong" onClick={() => location.reload()}>
            {words.tryAgain}
          </button>
        </section>
      );
    case "outside": {
      const outside = {
        outside: current,
        words,
        invitation,
        obstacle: passkeys.obstacle,
        onWay: (way: Way) => tell({ type: "way", way }),
      };
      if (current.way === "code")
        return <CodeScreen {...outside} onCode={(code) => void comeInByCode(code)} />;
      if (current.way === "welcome")
        return <WelcomeScreen {...outside} onSignIn={() => void comeIn()} />;
      return (
        <SignUpScreen
          {...outside}
          language={language.value}
          locale={locale}
          currency={guessCurrency(navigator.languages, language.value)}
          canKeep={canKeep.value}
          onShop={(shop) => void openShop(shop)}
        />
      );
    }
    case "codes":
      return (
        <CodesScreen
          codes={current.codes}
          shop={shopName}
          words={words}
          onKept={() => void refresh()}
        />
      );
    case "inside": {
      const Sections = sections.value;
      if (!Sections) return <p role="status">{words.starting}</p>;
      return (
        <Sections
          inside={current}
          words={words}
          locale={locale}
          now={now.value}
          api={api}
          passkeys={passkeys}
          tell={tell}
          symbolOf={symbolOf}
          refresh={refresh}
          outcomeOf={outcomeOf}
        />
      );
    }
  }
}

function Root(): JSX.Element {
  return (
    <PageFrame
      words={OWNER_PHRASES[language.value]}
      practises={practises.value}
      onOtherLanguage={() => {
        language.value = language.value === "en" ? "zh" : "en";
        keepLanguage(spare, language.value);
      }}
    >
      <Screen />
    </PageFrame>
  );
}

/** Which screen this is: a new one begins where reading, or typing, begins. */
const place = computed(() => {
  const current = owner.value;
  return current.status === "outside" ? current.way : current.status;
});
effect(() => {
  if (place.value === "starting") return;
  requestAnimationFrame(() => {
    const first = document.querySelector<HTMLElement>("[data-first]");
    (first ?? document.querySelector<HTMLElement>("h1"))?.focus();
  });
});
effect(() => {
  pageLook.show(LOCALES[language.value], "auto");
  document.title = `Edgetill · ${OWNER_PHRASES[language.value].title}`;
});
// Codes that nobody kept are gone with the page.
window.addEventListener("beforeunload", (event) => {
  if (owner.value.status === "codes") event.preventDefault();
});
document.addEventListener("visibilitychange", () => onTick());
setInterval(onTick, TICK_MS);
render(<Root />, document.querySelector("#owner") ?? document.body);
void WebAssembly.compileStreaming(fetch(coreUrl))
  .then((module) => (core.value = createPageCore(module)))
  .catch(() => {});
void passkeys.canKeep().then((can) => (canKeep.value = can));
void arrive().then(loadSections);
