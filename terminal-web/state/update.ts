import { charge, micAtRest } from "./charge.ts";
import {
  forgetWish,
  hearWishAnswered,
  hearWishFailed,
  makeWish,
  wishesAfterReload,
} from "./counter-wish.ts";
import { hearOrder } from "./hear-order.ts";
import { withPage } from "./known-orders.ts";
import { type Message, type Outcome, type ServerMessage, type Task, only } from "./message.ts";
import { closeMic, pressMic } from "./mic.ts";
import { onTick } from "./on-tick.ts";
import { hearClock } from "./hear-clock.ts";
import { settlePart, unsplit, wishPart } from "./update-split.ts";
import { type Kept, type OpenTill, type Till, reopened } from "./till.ts";
import { updateDraft } from "./update-draft.ts";
import { hearConnection, wakeUp } from "./hear-connection.ts";
import { hearFeed, hearTerminal } from "./update-feed.ts";
import {
  again,
  cancel,
  hearCancelAnswered,
  hearCancelFailed,
  hearPlaceFailed,
  hearPlaced,
  leaveUnfinished,
  resume,
} from "./update-sale.ts";
import { missWindows, takeWindows } from "./windows-in-hand.ts";

const ASK_TERMINAL_AGAIN_MS = 3_000;

/** The whole till: what a message makes of it, and what is to be done about it. Pure; `now` is this device's clock in ms. */
export function update(till: Till, message: Message, now: number): Outcome<Till> {
  switch (message.type) {
    case "opened":
      return open(message.kept);
    case "credential-missing":
      return only({ status: "shut", reason: "no-credential" });
    case "opened-elsewhere":
      return only({ status: "elsewhere" });
  }
  if (isRevoked(message)) return only({ status: "shut", reason: "revoked" });
  if (till.status === "meeting") return meet(till, message, now);
  if (till.status !== "open") return only(till);
  const outcome = updateOpen(till, message, now);
  return outcome.till.status === "open" && outcome.till.partWish
    ? settlePart(outcome.till, outcome.till.partWish, outcome.tasks, now)
    : outcome;
}

function open(kept: Kept): Outcome<Till> {
  const ask: Task = { type: "ask-terminal", asOf: kept.mark ?? null };
  if (!kept.profile) {
    return { till: { status: "meeting", kept, isUnreachable: false }, tasks: [ask] };
  }
  const till = afterReload(reopened(kept.profile, kept));
  return { till, tasks: till.cursor === null ? [ask] : [ask, { type: "follow" }] };
}

/** A try that was under way when the page went may have arrived, and is made again at once. */
function afterReload(reloaded: OpenTill): OpenTill {
  const till = { ...reloaded, wishes: wishesAfterReload(reloaded.wishes) };
  const withdrawals = till.withdrawals.map((withdrawal) => ({ ...withdrawal, retryAt: 0 }));
  const { sale } = till;
  if (sale?.status === "sending") {
    const attempts = Math.max(1, sale.attempts);
    const tried = { ...sale, attempts, retryAt: 0, mayHaveArrived: true };
    return { ...till, withdrawals, sale: tried };
  }
  if (sale?.status === "renumbering")
    return { ...till, withdrawals, sale: { ...sale, retryAt: 0 } };
  if (sale?.status === "standing" && sale.cancel !== "unwanted")
    return { ...till, withdrawals, sale: { ...sale, cancel: { retryAt: 0 } } };
  return { ...till, withdrawals };
}

function meet(
  till: Extract<Till, { status: "meeting" }>,
  message: Message,
  now: number,
): Outcome<Till> {
  switch (message.type) {
    case "terminal-told": {
      const { merchant, terminal } = message.view;
      const opened = afterReload(reopened({ merchant, terminal }, till.kept));
      const sample = { ...message, serverTime: message.view.serverTime };
      const told = hearTerminal(opened, message.view, sample, message.asOf, now);
      const isFollowing = told.tasks.some(({ type }) => type === "follow");
      return isFollowing ? told : { ...told, tasks: [...told.tasks, { type: "follow" }] };
    }
    case "terminal-untold":
      return only({ ...till, isUnreachable: true });
    case "tick":
      return { till, tasks: till.isUnreachable ? [{ type: "ask-terminal", asOf: null }] : [] };
    default:
      return only(till);
  }
}

function isRevoked(message: Message): boolean {
  if (!("failure" in message) || message.failure.type !== "refused") return false;
  const { problem } = message.failure;
  return problem === "unauthenticated" || problem === "terminal-revoked";
}

function updateOpen(
  till: OpenTill,
  message: Exclude<Message, { type: "opened" | "credential-missing" | "opened-elsewhere" }>,
  now: number,
): Outcome<Till> {
  switch (message.type) {
    case "sound":
      return only({ ...till, sound: message.sound });
    case "beacon":
      return only({ ...till, beacon: message.look });
    case "storage-lost":
      return only({ ...till, isKept: false });
    case "clock-jumped":
      return wakeUp(till, now);
    case "tick":
      return onTick(till, now);
    case "press":
    case "clear":
    case "add-entry":
    case "put-line":
    case "remove-line":
    case "write-note":
    case "turn":
    case "put-draft":
      return updateDraft(till, message, now);
    case "mic":
      return only({ ...till, mic: pressMic(till.mic, message.isDown, now) });
    case "mic-close":
      return only({ ...till, mic: closeMic(till.mic) });
    case "mic-asks":
      return only({ ...till, mic: { ...till.mic, isAsking: true } });
    case "put-catalogue":
      return only({ ...till, catalogue: message.catalogue });
    case "charge":
      return charge(till, message.unnamed, now);
    case "cancel":
      return cancel(till, message.isSure, now);
    case "keep-waiting":
      return only({ ...till, isStopAsked: false });
    case "leave":
      return leaveUnfinished(till);
    case "again":
      return only(again(till));
    case "resume":
      return resume(till, message.number, now);
    case "show": {
      const shown = { ...micAtRest(till), screen: message.screen, hint: null };
      const isNew = message.screen.name === "orders" && till.known.before === undefined;
      return isNew ? list(shown, null) : only(shown);
    }
    case "charge-part":
      return wishPart(till, message.part, now);
    case "drop-part":
      return {
        till,
        tasks: [{ type: "cancel", number: message.number, asOf: till.cursor ?? 0 }],
      };
    case "unsplit":
      return only(unsplit(till, message.of));
    case "wish":
      return makeWish(till, message);
    case "wish-seen":
      return only(forgetWish(till, message.key));
    case "list-more":
      return till.known.before === null ? only(till) : list(till, till.known.before ?? null);
    case "news-seen":
      return only({ ...till, news: [] });
    case "choose":
      return only({ ...till, settings: { ...till.settings, ...message.settings } });
    default:
      return hearServer(till, message, now);
  }
}

function hearServer(till: OpenTill, message: ServerMessage, now: number): Outcome<OpenTill> {
  switch (message.type) {
    case "terminal-told": {
      const sample = { ...message, serverTime: message.view.serverTime };
      return hearTerminal(till, message.view, sample, message.asOf, now);
    }
    case "terminal-untold":
      return only(
        till.sale?.status === "renumbering"
          ? { ...till, sale: { ...till.sale, retryAt: now + ASK_TERMINAL_AGAIN_MS } }
          : till,
      );
    case "minted": {
      const sample = { ...message, serverTime: message.windows.serverTime };
      return only(takeWindows(hearClock(till, sample), message.windows));
    }
    case "mint-failed":
      return only(missWindows(till, message.number, now));
    case "placed":
      return hearPlaced(till, message, now);
    case "place-failed":
      return hearPlaceFailed(till, message.number, message.failure, message.chance, now);
    case "told":
      return hearOrder(till, message.view, message.asOf, now);
    case "cancel-answered":
      return hearCancelAnswered(till, message.view, message.asOf, now);
    case "cancel-failed":
      return hearCancelFailed(till, message.number, message.failure, message.chance, now);
    case "wish-answered":
      return hearWishAnswered(till, message.key, message.view, message.asOf, now);
    case "wish-failed":
      return hearWishFailed(till, message.key, message.failure, message.chance, now);
    case "listed":
      return only({
        ...till,
        known: withPage(till.known, message.page, message.before),
        listing: "idle",
      });
    case "list-failed":
      return only({ ...till, listing: "failed" });
    case "feed":
      return hearFeed(till, message.page, now);
    case "connection":
      return hearConnection(till, message.status, now);
  }
}

function list(till: OpenTill, before: string | null): Outcome<OpenTill> {
  return { till: { ...till, listing: "asking" }, tasks: [{ type: "list", before }] };
}
