import { type Instant, later } from "./instant.ts";
import type { Minor } from "./money.ts";
import type { PlainText } from "./plain-text.ts";

/** Who stands at a till. */
export const ROLES = ["owner", "manager", "cashier"] as const;
export type Role = (typeof ROLES)[number];

/** A member of the staff as sales and refunds name them: in the words of that time. */
export interface StaffName {
  readonly number: number;
  readonly name: PlainText;
}

/** What not everybody at a till may do. */
export type Right = "drawer" | "reports" | "settings";

/** What the owner lets each role do. Owners may do everything, managers all but what their limit says. */
export interface StaffRules {
  /** The most that one may give back of one order; `null`: all of it. */
  readonly refundLimit: { readonly manager: Minor | null; readonly cashier: Minor | null };
  readonly cashierMay: Readonly<Record<Right, boolean>>;
  /** How long a till that nobody touches stays with whoever stood there. */
  readonly lockAfterSeconds: number;
}

export const DEFAULT_RULES: StaffRules = {
  refundLimit: { manager: null, cashier: null },
  cashierMay: { drawer: true, reports: false, settings: false },
  lockAfterSeconds: 120,
};

export const mayDo = (role: Role, right: Right, rules: StaffRules): boolean =>
  role !== "cashier" || rules.cashierMay[right];

/** The most that a role may give back of one order; `null`: all of it. */
export const refundLimitOf = (role: Role, { refundLimit }: StaffRules): Minor | null =>
  role === "owner" ? null : refundLimit[role];

/** The wider and the narrower of two limits. */
export const widerLimit = (a: Minor | null, b: Minor | null): Minor | null =>
  a === null || b === null ? null : (Math.max(a, b) as Minor);
export const narrowerLimit = (a: Minor | null, b: Minor | null): Minor | null => {
  if (a === null) return b;
  return b === null ? a : (Math.min(a, b) as Minor);
};

/** Tries of a PIN since the last right one, and until when there are no more. */
export interface Tries {
  readonly count: number;
  readonly lockedUntil: Instant;
}

/** How many tries are free before the wait begins: for one person, and for one till, at which many may mistype. */
export const FREE_TRIES = { person: 5, terminal: 15 } as const;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/** Whole seconds until the next try; 0 where there is one now. */
export const secondsLocked = ({ lockedUntil }: Tries, now: Instant): number =>
  Math.max(0, Math.ceil((lockedUntil - now) / 1000));

/**
 * The tries with one more, counted before its PIN is looked at: tries made at the same time count too. From the last free
 * one on each is followed by a wait, twice as long each time.
 */
export function withTry({ count }: Tries, free: number, now: Instant): Tries {
  const tries = count + 1;
  if (tries < free) return { count: tries, lockedUntil: now };
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - free, 16));
  return { count: tries, lockedUntil: later(now, wait) };
}
