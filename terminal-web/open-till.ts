import { credentialText } from "../worker/contract/credential.ts";
import type { Ask, Fetch } from "./api/call.ts";
import { type Api, createApi } from "./api/create-api.ts";
import { type LiveChannel, openLiveChannel } from "./api/live-channel.ts";
import type { Stream } from "./api/stream-socket.ts";
import { terminalFeed } from "./api/terminal-feed.ts";
import { provingFetch } from "./api/proving-fetch.ts";
import type { Identity } from "./device/credential-store.ts";
import type { Keeper } from "./device/keeper.ts";
import { type PassHolder, createPassHolder, staffedFetch } from "./device/staff-pass.ts";
import { createTillLock } from "./device/till-lock.ts";
import { createSpareText } from "./device/spare-text.ts";
import { type TillMemory, createTillMemory } from "./device/till-memory.ts";
import { createTaskRunner } from "./run-tasks.ts";
import type { Message, Task } from "./state/message.ts";
import { DEFAULT_SETTINGS } from "./state/settings.ts";
import { type Kept, type OpenTill, type Till, spokenLanguageOf } from "./state/till.ts";
import { type Announcer, createAnnouncer } from "./voice/announcer.ts";
import type { Chime } from "./voice/chime.ts";
import { resultSentence } from "./voice/result-sentence.ts";
import type { TillBeacon } from "./open-till-beacon.ts";
import type { Speech } from "./voice/speech.ts";

/** Everything that a till does beyond thinking: it asks, follows, remembers and speaks, as one terminal. */
export interface RunningTill {
  /** What it remembers from before. */
  readonly kept: Kept;
  readonly ask: Ask;
  /** Who stands here; null for software, at which nobody does. */
  readonly passes: PassHolder | null;
  run(task: Task): void;
  /** Remembers what changed, and brings the beacon to it. */
  save(till: Till): void;
  /** null until it has loaded. */
  beacon(): TillBeacon | null;
  /** The network or the page may have come back: find out now. */
  nudge(): void;
  stop(): void;
}

export interface TillSurroundings {
  readonly keeper: Keeper;
  readonly chime: Chime;
  readonly speech: Pick<Speech, "say">;
  readonly till: () => OpenTill | null;
  readonly tell: (message: Message) => void;
}

const LOAD_AGAIN_MS = 5_000;

/** Takes the till for this tab and loads what it remembers; null when another tab has it and `force` is false. */
export async function openTill(
  { credential, keys }: Identity,
  force: boolean,
  surroundings: TillSurroundings,
): Promise<RunningTill | null> {
  const { keeper, tell } = surroundings;
  const name = `${credential.merchant}.${credential.terminal}`;
  let isRunning = true;
  let channel: LiveChannel<Stream> | null = null;
  let beacon: TillBeacon | null = null;

  function stop(): void {
    isRunning = false;
    channel?.stop();
  }

  const isOurs = await createTillLock(navigator.locks, name).take(force, () => {
    stop();
    beacon?.drop();
    tell({ type: "opened-elsewhere" });
  });
  if (!isOurs) return null;

  const spare = createSpareText(() => globalThis.localStorage);
  const memory = createTillMemory(keeper, spare, name, () => tell({ type: "storage-lost" }));
  const text = credentialText(credential);
  const bare: Fetch = (input, init) => fetch(input, init);
  const passes = createPassHolder(
    createSpareText(() => globalThis.sessionStorage),
    name,
  );
  const own = keys ? staffedFetch(provingFetch(bare, keys, text, location.href), passes) : bare;
  const api = createApi(own, {
    credential: text,
    isOnline: () => navigator.onLine,
  });
  const run = createTaskRunner({
    api,
    mint: (number, range) =>
      channel?.stream()?.mint({ number, ...range }) ?? api.mint(number, range),
    memory,
    announcer: announcerOf(memory, surroundings, () => isRunning),
    follow() {
      channel?.stop();
      channel = channelOf(api, surroundings, run);
    },
    tell,
    random: Math.random,
  });
  /** It may take its time: the code on the screen needs no beacon. */
  async function openItsBeacon(): Promise<void> {
    try {
      const { openTillBeacon } = await import("./open-till-beacon.ts");
      const { ask } = api;
      const opened = await openTillBeacon({ keeper, name, ask, till: surroundings.till, tell });
      if (isRunning) beacon = opened;
      else opened.drop();
    } catch {
      setTimeout(() => isRunning && void openItsBeacon(), LOAD_AGAIN_MS);
    }
  }

  const kept = await memory.load().catch((): Kept => ({ isKept: false }));
  void openItsBeacon();
  return {
    passes: keys ? passes : null,
    kept,
    ask: api.ask,
    run: (task) => isRunning && run(task),
    save(till) {
      if (!isRunning) return;
      memory.save(till);
      beacon?.follow(till);
    },
    beacon: () => beacon,
    nudge: () => channel?.nudge(),
    stop,
  };
}

function announcerOf(
  memory: TillMemory,
  { chime, speech, till, tell }: TillSurroundings,
  isRunning: () => boolean,
): Announcer {
  return createAnnouncer({
    chime,
    speech,
    vibrate: (pattern) => navigator.vibrate?.([...pattern]),
    // A tab that has lost the till says nothing more.
    mark: (cursor) => (isRunning() ? memory.mark(cursor) : Promise.resolve(false)),
    settings: () => till()?.settings ?? DEFAULT_SETTINGS,
    language() {
      const open = till();
      return open ? spokenLanguageOf(open) : "en";
    },
    words: resultSentence,
    now: Date.now,
    silent: (sound) => tell({ type: "sound", sound }),
  });
}

function channelOf(
  api: Api,
  { till, tell }: TillSurroundings,
  run: (task: Task) => void,
): LiveChannel<Stream> {
  return openLiveChannel({
    feed: terminalFeed(api, { cursor: () => till()?.cursor ?? 0, now: Date.now }),
    openSocket: (address) => new WebSocket(location.origin.replace(/^http/, "ws") + address),
    heard: (page) => tell({ type: "feed", page }),
    changed: (status) => tell({ type: "connection", status }),
    refused(failure) {
      tell({ type: "terminal-untold", failure });
      // The server may not know our cursor any more; where its history stands, it says with the terminal.
      run({ type: "ask-terminal", asOf: till()?.cursor ?? null });
    },
    random: Math.random,
  });
}
