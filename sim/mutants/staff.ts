import { type Mutant, mutant } from "./mutant.ts";

const STAFF = "worker/merchant/staff-desk.ts";
const ORDERS = "worker/merchant/order-desk.ts";
const COUNTER = "worker/domain/decide-counter.ts";

export const STAFF_MUTANTS: readonly Mutant[] = [
  mutant(
    "staff-pass-kept: a pass lets the cashier do more for as long as they like",
    STAFF,
    "    if (session && member) this.#book.endSession(this.#shop.hashOf(session));\n",
    "",
    31,
  ),
  mutant(
    "staff-nobody: a till sells although nobody stands there",
    STAFF,
    '    return standing ? ok(standing) : refuse("staff-signed-out");',
    "    return ok(standing);",
    18,
  ),
  mutant(
    "staff-unlimited: a cashier may give back what the till may",
    ORDERS,
    "    return narrowerLimit(atTill, granted);",
    "    return atTill;",
    31,
  ),
  mutant(
    "staff-beyond-till: whom the owner lets may pass the till's own limit",
    ORDERS,
    "    return narrowerLimit(atTill, granted);",
    "    return granted;",
    474,
  ),
  mutant(
    "staff-any-approver: whoever is called lets the cashier do everything",
    ORDERS,
    "approver ? widerLimit(own, refundLimitOf(approver.role, rules)) : own;",
    "approver ? null : own;",
    101,
  ),
  mutant(
    "staff-manager: a manager gives back without limit",
    "worker/domain/staff.ts",
    '  role === "owner" ? null : refundLimit[role];',
    '  role !== "cashier" ? null : refundLimit[role];',
    101,
  ),
  mutant(
    "staff-pin-unread: any PIN opens",
    STAFF,
    "    if (!known || !isStillHere || !this.#shop.core.equal(shown, known.pin))",
    "    if (!known || !isStillHere)",
    12,
  ),
  mutant(
    "staff-unnamed: a refund does not say who gave it",
    COUNTER,
    "    at: now,\n    ...(cashier && { cashier }),\n",
    "    at: now,\n",
  ),
  mutant(
    "staff-cash-unnamed: cash does not say who took it",
    COUNTER,
    'rail: "cash", at: now, ...(cashier && { cashier }) };',
    'rail: "cash", at: now };',
    31,
  ),
];
