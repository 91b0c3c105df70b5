import { BeaconFault } from "./beacon-failure.ts";
import type { Aim, Driver, Report, Visit } from "./driver.ts";
import { type Frame, uidFrame, urlFrame } from "./frames.ts";
import type { Link } from "./gatt-link.ts";
import { unlockToken } from "./lock.ts";
import { BATTERY, EDDYSTONE } from "./profile.ts";
import { powerFor } from "./range.ts";

/** How often a frame is sent, in ms: a phone that looks finds it in its first second. */
const INTERVAL_MS = 200;

const UID_SLOT = 0;
const URL_SLOT = 1;

/** A slot's contents for "nothing": one zero byte clears it and stops the sending. */
const NOTHING = Uint8Array.of(0);

const LOCKED = 0;
const MAX_LOCK_STATE = 2;

interface Abilities {
  readonly slots: number;
  readonly hasUid: boolean;
  readonly hasUrl: boolean;
  readonly powersDbm: readonly number[];
}

/** Beacons with the Eddystone Configuration Service. They have no clock of ours: what they send, they send until told otherwise. */
export const eddystone: Driver = {
  endsByItself: false,
  async bring(visit, aim) {
    const link = await visit.open();
    await unlock(link, aim.key);
    const abilities = await abilitiesOf(link);
    const report = aim.order
      ? await show(link, abilities, aim.range, framesFor(aim.order, abilities))
      : await silence(link, abilities);
    await stayConnectable(link);
    return report;
  },
  async release(visit: Visit, aim: Aim) {
    await eddystone.bring(visit, { ...aim, order: null });
  },
};

async function unlock(link: Link, key: string | null): Promise<void> {
  if ((await lockState(link)) !== LOCKED) return;
  if (key === null) throw new BeaconFault("key-needed");
  const challenge = await read(link, "unlock", 16);
  const token = await unlockToken(key, challenge);
  // A wrong token may be answered by an error or by nothing; the lock says how it went.
  await link.write(EDDYSTONE.service, EDDYSTONE.unlock, token).catch(ignoreRefusal);
  if ((await lockState(link)) === LOCKED) throw new BeaconFault("locked-out");
}

async function lockState(link: Link): Promise<number> {
  const [state = LOCKED] = await read(link, "lockState", 1);
  if (state > MAX_LOCK_STATE) throw new BeaconFault("not-a-beacon");
  return state;
}

/** Characteristic 7501: version, slots, EID slots, abilities, frame types (two bytes), then one signed byte per power. */
async function abilitiesOf(link: Link): Promise<Abilities> {
  const bytes = await link.read(EDDYSTONE.service, EDDYSTONE.capabilities);
  const [version, slots = 0, , , , frameTypes = 0] = bytes;
  if (bytes.length < 7 || version !== 0 || slots === 0) throw new BeaconFault("not-a-beacon");
  const powersDbm = Array.from(new Int8Array(bytes.buffer, 6));
  return { slots, hasUid: (frameTypes & 1) !== 0, hasUrl: (frameTypes & 2) !== 0, powersDbm };
}

type Slots = ReadonlyMap<number, Frame>;

/** The handle in the first slot, and the address in the second where it is short enough. */
function framesFor(order: NonNullable<Aim["order"]>, { slots, hasUid, hasUrl }: Abilities): Slots {
  const frames = new Map<number, Frame>();
  const url = hasUrl ? urlFrame(order.url) : null;
  if (hasUid) frames.set(UID_SLOT, uidFrame(order.namespace, order.handle));
  if (url && (!hasUid || slots > URL_SLOT)) frames.set(hasUid ? URL_SLOT : UID_SLOT, url);
  if (frames.size === 0) throw new BeaconFault("not-a-beacon");
  return frames;
}

async function show(
  link: Link,
  { powersDbm }: Abilities,
  range: Aim["range"],
  frames: Slots,
): Promise<Report> {
  const powerDbm = powerFor(range, powersDbm);
  for (const [slot, frame] of frames) {
    await write(link, "activeSlot", Uint8Array.of(slot));
    await write(link, "radioTxPower", Int8Array.of(powerDbm));
    await write(link, "interval", Uint8Array.of(INTERVAL_MS >> 8, INTERVAL_MS & 0xff));
    await write(link, "slotData", frame);
    // Read back with the transmit power after the type, which the beacon puts there.
    const [type, , ...rest] = await link.read(EDDYSTONE.service, EDDYSTONE.slotData);
    if (!startsWith([type, ...rest], frame)) throw new BeaconFault("refused");
  }
  const [sent = powerDbm] = new Int8Array((await read(link, "radioTxPower", 1)).buffer);
  return { battery: null, powerDbm: sent };
}

/** Clears our slots. The second is cleared only of an address like ours: what else stands there is the merchant's. */
async function silence(link: Link, { slots }: Abilities): Promise<Report> {
  if (slots > URL_SLOT && (await hasOurAddress(link))) await write(link, "slotData", NOTHING);
  await write(link, "activeSlot", Uint8Array.of(UID_SLOT));
  await write(link, "slotData", NOTHING);
  const left = await link.read(EDDYSTONE.service, EDDYSTONE.slotData);
  if (left.length > 1) throw new BeaconFault("refused");
  return { battery: await batteryOf(link), powerDbm: null };
}

async function hasOurAddress(link: Link): Promise<boolean> {
  await write(link, "activeSlot", Uint8Array.of(URL_SLOT));
  const sent = await link.read(EDDYSTONE.service, EDDYSTONE.slotData);
  return sent[0] === 0x10 && /N\/[\da-f]{12}$/.test(String.fromCodePoint(...sent));
}

/** Otherwise some beacons could not be reached again to be silenced. */
async function stayConnectable(link: Link): Promise<void> {
  const [canHide = 0] = await link.read(EDDYSTONE.service, EDDYSTONE.remainConnectable);
  if (canHide !== 0) await write(link, "remainConnectable", Uint8Array.of(1));
}

async function batteryOf(link: Link): Promise<number | null> {
  if (!(await link.has(BATTERY.service))) return null;
  const [percent = 0] = await link.read(BATTERY.service, BATTERY.level);
  return percent <= 100 ? percent : null;
}

async function read(
  link: Link,
  name: keyof typeof EDDYSTONE,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await link.read(EDDYSTONE.service, EDDYSTONE[name]);
  if (bytes.length !== length) throw new BeaconFault("not-a-beacon");
  return bytes;
}

function write(
  link: Link,
  name: keyof typeof EDDYSTONE,
  value: Uint8Array<ArrayBuffer> | Int8Array<ArrayBuffer>,
): Promise<void> {
  return link.write(EDDYSTONE.service, EDDYSTONE[name], new Uint8Array(value.buffer));
}

function startsWith(bytes: readonly (number | undefined)[], start: Frame): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof BeaconFault) || error.failure !== "refused") throw error;
}
