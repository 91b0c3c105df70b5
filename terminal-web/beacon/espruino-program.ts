import { ORDER } from "./profile.ts";

/** Changes with the program, so that a beacon with an older one gets the new one. */
export const PROGRAM = "1";

/** What the order characteristic says while there is none; the radio's software takes no empty value. */
export const NO_ORDER = "-";

/** How long anybody may hold the beacon's one link, in ms: a phone that lingers would keep the till out. */
const LONGEST_LINK_MS = 30_000;

/** How often each of the packets is sent, in ms: while there is an order, and while there is none. */
const SHOWING_MS = 100;
const QUIET_MS = 500;
const WINDOW_MS = 10_000;

/** Longest value of the order characteristic: a token. */
const ORDER_BYTES = 64;
const STATUS_BYTES = 32;

/**
 * Our program on an Espruino: plain script for a small interpreter, on one line, because its console runs lines. It
 * lives in the beacon's memory only; taking the battery out removes it. What it does when:
 * show - sends the frames until the order's end by its own clock, and turns through the tokens it was given;
 * hush - sends nothing of an order; gone - takes itself off.
 * Services can be declared once per start of the radio and only updated after that, hence `put`; and advertising data
 * that is an array of packets is replaced cleanly only by data that is an array too, hence `getAdvertisingData`.
 * A password on the console keeps others from giving orders to the beacon between our visits.
 */
const PROGRAM_LINES = `
edgetill=function(){
var order="${NO_ORDER}",status="${PROGRAM} - -1",handle=order,head="",tails=[],turning,ending,guard;
function put(){
var d={};d["${ORDER.service}"]={
"${ORDER.order}":{value:order,maxLen:${ORDER_BYTES},readable:true},
"${ORDER.status}":{value:status,maxLen:${STATUS_BYTES},readable:true}};
try{NRF.updateServices(d)}catch(e){NRF.setServices(d)}}
function stop(){if(turning)clearTimeout(turning);if(ending)clearTimeout(ending);turning=ending=undefined}
function turn(ms){
if(tails.length){order=head+tails.shift();turning=setTimeout(function(){turn(${WINDOW_MS});put()},ms)}
else{order=handle;turning=undefined}}
function quiet(){stop();order="${NO_ORDER}";NRF.setAdvertising(NRF.getAdvertisingData({}),{interval:${QUIET_MS}})}
function mark(stamp){
var b=-1;try{b=E.getBattery()}catch(e){}
status="${PROGRAM} "+stamp+" "+b;put()}
function met(){guard=setTimeout(function(){guard=undefined;NRF.disconnect()},${LONGEST_LINK_MS})}
function left(){if(guard)clearTimeout(guard);guard=undefined;E.lockConsole()}
NRF.on("connect",met);NRF.on("disconnect",left);
return{
show:function(stamp,o){
stop();handle=o.handle;head=o.head;tails=o.tails;turn(o.turnMs);
NRF.setTxPower(o.dbm);
NRF.setAdvertising(o.packets.map(function(p){return E.toUint8Array(atob(p))}),{interval:${SHOWING_MS}});
ending=setTimeout(function(){quiet();put()},o.lastMs);mark(stamp)},
hush:function(stamp){quiet();mark(stamp)},
gone:function(){
quiet();NRF.removeListener("connect",met);NRF.removeListener("disconnect",left);
NRF.setServices({});E.setPassword();edgetill=undefined}}}()
`.replaceAll("\n", "");

/** What `show` is given. Tokens of one order differ in their ends only, so their common head is sent once. */
export interface Show {
  readonly handle: string;
  readonly head: string;
  readonly tails: readonly string[];
  /** Until the first token gives way to the second. */
  readonly turnMs: number;
  /** Until the order's end. */
  readonly lastMs: number;
  readonly dbm: number;
  /** Whole advertisements in base64. */
  readonly packets: readonly string[];
}

/** Ends the console's current line, whatever a lost link left in it. */
const CLEAN = "\u0003\n";
/** At the start of a line: do not echo it. */
const SILENTLY = "\u0010";

const line = (code: string): string => `${SILENTLY}${code}\n`;

/** Opens the console: where it is not locked, the password is a number on a line of its own and does nothing. */
export const unlockLines = (password: string): string =>
  CLEAN + `${password}\n` + line(`E.setPassword("${password}")`);

/** Brings the program to a beacon that does not have it; where it is, nothing changes. */
export const installLine = (): string => line(`if(typeof edgetill=="undefined")${PROGRAM_LINES}`);

export const showLine = (stamp: string, show: Show): string =>
  line(`edgetill.show("${stamp}",${JSON.stringify(show)})`);

export const hushLine = (stamp: string): string => line(`edgetill.hush("${stamp}")`);

export const goneLine = (): string => line(`if(typeof edgetill!="undefined")edgetill.gone()`);

/** What the status characteristic says: which program, what it was last told to do, and percent of battery. */
export interface Status {
  readonly program: string;
  readonly stamp: string;
  readonly battery: number | null;
}

export function parseStatus(text: string): Status | null {
  const [, program, stamp, battery] = /^(\w+) (\w+|-) (-?\d{1,3})$/.exec(text) ?? [];
  if (program === undefined || stamp === undefined) return null;
  const percent = Number(battery);
  return { program, stamp, battery: percent >= 0 && percent <= 100 ? percent : null };
}
