import { BeaconFault } from "./beacon-failure.ts";
import type { Broadcast, Driver, Report, Visit } from "./driver.ts";
import {
  PROGRAM,
  type Show,
  type Status,
  goneLine,
  hushLine,
  installLine,
  parseStatus,
  showLine,
  unlockLines,
} from "./espruino-program.ts";
import { type Frame, advertisementOf, invitation, uidFrame, urlFrame } from "./frames.ts";
import type { Link } from "./gatt-link.ts";
import { ORDER, UART } from "./profile.ts";
import { powerFor } from "./range.ts";

/** Powers of the radio in these boards (nRF52832, in dBm); the nRF52840 has stronger ones that nobody needs here. */
const POWERS_DBM = [-40, -20, -16, -12, -8, -4, 0, 4] as const;

/** What the console's characteristic takes in one write on every link. */
const CHUNK_BYTES = 20;

/** Two minutes of tokens; a phone that comes later reads the handle. More would take longer to send than it is worth. */
const MOST_TOKENS = 12;

/** The radio starts anew with our services when the link on which they were declared ends. */
const RESTART_MS = 700;

const ANSWER_TRIES = 8;
const ANSWER_AGAIN_MS = 120;

/** Programmable beacons of the Espruino family, driven through their console. Nothing is flashed. */
export const espruino: Driver = {
  endsByItself: true,
  async bring(visit, aim) {
    const password = aim.key;
    if (password === null) throw new BeaconFault("key-needed");
    const stamp = hex(visit.random(4));
    const powerDbm = powerFor(aim.range, POWERS_DBM);
    let link = await visit.open();
    if (!(await hasProgram(link))) {
      // An older program, or one whose services were lost, first takes itself off, and the password with it.
      const anew = unlockLines(password) + goneLine() + unlockLines(password) + installLine();
      await type(link, anew + hushLine(stamp));
      link.close();
      await visit.pause(RESTART_MS);
      link = await visit.open();
      await statusAfter(link, stamp, visit);
      if (!aim.order) return reportOf(await status(link), null);
    }
    const next = hex(visit.random(4));
    const command = aim.order
      ? showLine(next, showing(aim.order, aim.label, powerDbm, visit.now()))
      : hushLine(next);
    await type(link, unlockLines(password) + command);
    return reportOf(await statusAfter(link, next, visit), aim.order ? powerDbm : null);
  },
  async release(visit, { key }) {
    if (key === null) return;
    await type(await visit.open(), unlockLines(key) + goneLine());
  },
};

/** A password for the console: digits, so that it does no harm where none is asked for. About 53 bits. */
export function newPassword(random: Visit["random"]): string {
  return Array.from(random(16), (byte) => byte % 10).join("");
}

async function hasProgram(link: Link): Promise<boolean> {
  return (await link.has(ORDER.service)) && (await status(link)).program === PROGRAM;
}

/** What the beacon says of itself once it has done what was typed; nobody else's doing carries our stamp. */
async function statusAfter(link: Link, stamp: string, visit: Visit): Promise<Status> {
  for (let tries = 0; tries < ANSWER_TRIES; tries++) {
    const now = await status(link);
    if (now.stamp === stamp) return now;
    await visit.pause(ANSWER_AGAIN_MS);
  }
  // It is our program and the link is good: the console did not take the line, because its password is another's.
  throw new BeaconFault("locked-out");
}

async function status(link: Link): Promise<Status> {
  const text = new TextDecoder().decode(await link.read(ORDER.service, ORDER.status));
  const parsed = parseStatus(text);
  if (!parsed) throw new BeaconFault("not-a-beacon");
  return parsed;
}

/** Writes to the console, one acknowledged piece after another. */
async function type(link: Link, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    await link.write(UART.service, UART.receive, bytes.slice(at, at + CHUNK_BYTES));
  }
}

function showing(order: Broadcast, label: string, dbm: number, now: number): Show {
  const { handle, namespace, url, until, codes } = order;
  const frames = [uidFrame(namespace, handle), urlFrame(url)].filter((frame) => frame !== null);
  const packets = [
    ...frames.map((frame) => advertisementOf(frame, dbm)),
    invitation(ORDER.service, label),
  ];
  const tokens = codes?.tokens.slice(0, MOST_TOKENS) ?? [];
  const head = commonHead(tokens);
  return {
    handle,
    head,
    tails: tokens.map((token) => token.slice(head.length)),
    turnMs: codes ? Math.max(0, codes.nextAt - now) : 0,
    lastMs: Math.max(0, until - now),
    dbm,
    packets: packets.map(base64),
  };
}

function commonHead([first = "", ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}

const reportOf = ({ battery }: Status, powerDbm: number | null): Report => ({ battery, powerDbm });

const base64 = (frame: Frame): string => btoa(String.fromCodePoint(...frame));

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
