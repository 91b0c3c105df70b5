import type { Language } from "../../worker/contract/merchant.ts";
import type { Announcement } from "../state/announcement.ts";
import type { Settings } from "../state/settings.ts";
import type { Chime, ChimeKind } from "./chime.ts";
import type { Speech } from "./speech.ts";

/** A fact to mark as announced, with what to say about it, if anything. */
export interface Item {
  readonly cursor: number;
  readonly announcement: Announcement | null;
}

export interface AnnouncerOptions {
  readonly chime: Pick<Chime, "ready" | "play">;
  readonly speech: Pick<Speech, "say">;
  readonly vibrate: (pattern: readonly number[]) => void;
  /** Writes down that everything up to the cursor has been announced; false if somebody else did. */
  readonly mark: (cursor: number) => Promise<boolean>;
  readonly settings: () => Settings;
  readonly language: () => Language;
  /** The sentence; it may have to be fetched first. */
  readonly words: (results: readonly Announcement[], language: Language) => Promise<string>;
  /** This device's clock, ms. */
  readonly now: () => number;
  /** A chime did not sound: nobody has touched the page yet, or this device never sounds. */
  readonly silent: (why: "locked" | "unsupported") => void;
}

export interface Announcer {
  add(item: Item): void;
}

const CHIMES: Readonly<Record<Announcement["kind"], ChimeKind>> = {
  paid: "success",
  toppedUp: "success",
  refunded: "attention",
  refundFailed: "failure",
  declined: "failure",
  expired: "failure",
  cancelled: "failure",
  checking: "attention",
};

const VIBRATIONS: Readonly<Record<ChimeKind, readonly number[]>> = {
  success: [80, 60, 80],
  failure: [350, 120, 350],
  attention: [50, 80, 50],
};

/** How many results one sentence joins. */
const MOST_JOINED = 3;
/** A result that had to wait longer for its turn, or for a touch that lets the page sound, is told as late. */
const FRESH_MS = 20_000;

interface Waiting extends Item {
  readonly since: number;
}

/**
 * Makes results heard, one after the other. Each is marked before it sounds: a page that dies in between
 * has said too little, which the list makes up for, and never anything twice, for which nothing could.
 */
export function createAnnouncer(options: AnnouncerOptions): Announcer {
  const { chime, settings, now } = options;
  const waiting: Waiting[] = [];
  let isBusy = false;

  async function work(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      // A page that may not sound yet keeps its results unmarked: after the first touch, or a reload, they are still to be told.
      const isAudible =
        waiting.some(({ announcement }) => announcement) && settings().sound !== "off";
      if (isAudible) await chime.ready();
      const batch = nextBatch(waiting);
      await announce(batch, options).catch(() => {});
    }
    isBusy = false;
  }

  return {
    add(item) {
      waiting.push({ ...item, since: now() });
      if (!isBusy) void work();
    },
  };
}

/** Takes the next items off the queue: results of one kind that wait together are said together. */
function nextBatch(waiting: Waiting[]): Waiting[] {
  const first = waiting.find(({ announcement }) => announcement !== null)?.announcement;
  let joined = 0;
  let end = 0;
  for (const { announcement } of waiting) {
    if (announcement) {
      const isAlike = announcement.kind === first?.kind && announcement.isLate === first.isLate;
      if (!isAlike || joined === MOST_JOINED) break;
      joined += 1;
    }
    end += 1;
  }
  return waiting.splice(0, end);
}

async function announce(batch: readonly Waiting[], options: AnnouncerOptions): Promise<void> {
  const { chime, speech, vibrate, settings, language, words, silent, now } = options;
  const marked: Announcement[] = [];
  for (const [index, { cursor, announcement, since }] of batch.entries()) {
    // A mark counts for everything before it, so a fact that needs no word waits for the next mark.
    if (!announcement && index < batch.length - 1) continue;
    const isOurs = await options.mark(cursor);
    const isStale = now() - since > FRESH_MS;
    if (isOurs && announcement)
      marked.push({ ...announcement, isLate: announcement.isLate || isStale });
  }
  const { sound, volume, speakLate } = settings();
  const audible = marked.filter(({ isLate }) => speakLate || !isLate);
  const [first] = audible;
  if (!first) return;
  const kind = CHIMES[first.kind];
  vibrate(VIBRATIONS[kind]);
  if (sound === "off") return;
  const chimed = await chime.play(kind, volume);
  if (chimed !== "played") silent(chimed);
  if (sound === "voice") await speech.say(await words(audible, language()), language(), volume);
}
