import { moneyOut, timeOut } from "../contract/fields.ts";
import type {
  ClearedEntry,
  ClearingSide,
  Finding,
  ReconciliationStep,
  Whereabouts,
} from "../contract/reconciliation.ts";
import type { Directory } from "../directory/directory.ts";
import { type MerchantId, isMerchantId } from "../domain/capability.ts";
import type { Minor } from "../domain/money.ts";
import { type WalletId, isWalletId } from "../domain/pend.ts";
import { merchantOf } from "../merchant/stub.ts";
import { walletOf } from "../wallet/stub.ts";

/** What one step does at most: movements of one object, and objects of which most have none. */
const MAX_ENTRIES = 50;
const MAX_OBJECTS = 20;

/** Where a walk through all books stands: the object whose books are read, and the entry of it that came last. */
export interface WalkCursor {
  readonly side: ClearingSide;
  /** "": before the first. */
  readonly id: string;
  readonly after: number;
}

export const FROM_THE_START: WalkCursor = { side: "merchant", id: "", after: 0 };

export function parseWalkCursor(text: string): WalkCursor | null {
  const [, side, id = "", after] = /^(merchant|wallet)\.([A-Z2-7]*)\.(\d{1,15})$/.exec(text) ?? [];
  if (side !== "merchant" && side !== "wallet") return null;
  const isId = id === "" || (side === "merchant" ? isMerchantId(id) : isWalletId(id));
  return isId ? { side, id, after: Number(after) } : null;
}

export const cursorText = ({ side, id, after }: WalkCursor): string => `${side}.${id}.${after}`;

/**
 * One step through the books of all merchants, then of all wallets: each movement is looked up in the other's books. That
 * both ways find everything proves that the books pair one to one.
 */
export async function reconcileStep(
  env: Env,
  directory: Directory,
  from: WalkCursor,
  now: number,
): Promise<ReconciliationStep> {
  let { side, id, after } = from;
  const findings: Finding[] = [];
  let [objects, checked] = [0, 0];
  while (objects < MAX_OBJECTS) {
    if (after === 0) {
      const next = await directory.next(side === "merchant" ? "merchants" : "wallets", id);
      if (next === null && side === "wallet") return { objects, checked, findings, cursor: null };
      if (next === null) {
        [side, id] = ["wallet", ""];
        continue;
      }
      id = next;
    }
    if (side === "merchant" && after === 0)
      findings.push(...(await lostHoldsOf(env, id as MerchantId, now)));
    const entries = await objectOf(env, side, id).clearings(after, MAX_ENTRIES);
    findings.push(...(await compare(env, side, id, entries, now)));
    objects += 1;
    checked += entries.length;
    const isFull = entries.length === MAX_ENTRIES;
    after = isFull ? (entries.at(-1)?.seq ?? 0) : 0;
    if (isFull) return { objects, checked, findings, cursor: cursorText({ side, id, after }) };
  }
  return { objects, checked, findings, cursor: cursorText({ side, id, after }) };
}

const objectOf = (env: Env, side: ClearingSide, id: string) =>
  side === "merchant" ? merchantOf(env, id as MerchantId) : walletOf(env, id as WalletId);

async function compare(
  env: Env,
  side: ClearingSide,
  id: string,
  entries: readonly ClearedEntry[],
  now: number,
): Promise<Finding[]> {
  const other = side === "merchant" ? "wallet" : "merchant";
  const byPeer = Map.groupBy(entries, ({ peer }) => peer);
  const found = await Promise.all(
    [...byPeer].map(async ([peer, booked]) => {
      const pairs = booked.map(({ pair }) => pair);
      const known = peer === null ? [] : await objectOf(env, other, peer).whereabouts(pairs);
      return booked.flatMap((entry, i) => {
        const fault = peer === null ? BROKEN.nobodys : faultOf(entry, known[i]);
        if (!fault) return [];
        const { pair, currency, minor, at } = entry;
        const finding: Finding = {
          state: fault.next === null ? "broken" : "open",
          why: fault.why,
          bookedBy: side,
          merchant: side === "merchant" ? id : peer,
          wallet: side === "wallet" ? id : peer,
          pair,
          amount: moneyOut({ minor: minor as Minor, currency }),
          bookedAt: timeOut(at),
          ageSeconds: Math.max(0, Math.round((now - at) / 1000)),
          nextAttemptAt: fault.next && timeOut(fault.next),
        };
        return [finding];
      });
    }),
  );
  return found.flat();
}

async function lostHoldsOf(env: Env, merchant: MerchantId, now: number): Promise<Finding[]> {
  const lost = await merchantOf(env, merchant).lostHolds();
  return lost.map(({ pair, at, currency, minor }) => ({
    state: "broken",
    why: "hold-lost",
    bookedBy: "merchant",
    merchant,
    wallet: null,
    pair,
    amount: moneyOut({ minor: minor as Minor, currency }),
    bookedAt: timeOut(at),
    ageSeconds: Math.max(0, Math.round((now - at) / 1000)),
    nextAttemptAt: null,
  }));
}

type Fault = Pick<Finding, "why"> & Pick<ClearedEntry, "next">;

const BROKEN = { nobodys: { why: "nobodys", next: null } } as const;

/** What is not as it should be with a movement that one side has booked, given what the other side says. */
function faultOf(entry: ClearedEntry, other: Whereabouts | undefined): Fault | null {
  const [booked, ...more] = other?.booked ?? [];
  if (!booked) return { why: "missing", next: entry.next ?? other?.next ?? null };
  if (more.length > 0) return { why: "twice", next: null };
  const isSame = booked.currency === entry.currency && booked.minor === entry.minor;
  return isSame ? null : { why: "differs", next: null };
}
