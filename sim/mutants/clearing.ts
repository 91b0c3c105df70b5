import { type Mutant, mutant } from "./mutant.ts";

const DESK = "worker/merchant/clearing-desk.ts";
const PAYMENT = "worker/domain/decide-payment.ts";
const RAIL = "worker/rails/wallet.ts";
const LEDGER = "worker/domain/ledger.ts";

export const CLEARING_MUTANTS: readonly Mutant[] = [
  mutant(
    "no-tombstone: a no is not remembered",
    DESK,
    '    return this.#keep(hold.pend, number, { type: "rejected", reason });',
    '    return { type: "rejected", reason };',
    54,
  ),
  mutant(
    "no-memory: a decision is taken anew each time",
    DESK,
    "    const known = this.#shop.decisions.find(pend);\n    if (known) return known;\n    const receipt",
    "    const receipt",
  ),
  mutant(
    "cancel-overrules: a no may follow a yes",
    DESK,
    "    const known = this.#shop.decisions.find(hold.pend);\n    if (known) return known;\n",
    "",
    9,
  ),
  mutant(
    "decision-late: the decision is kept a turn after the order",
    DESK,
    "    this.#shop.decisions.keep(pend, number, verdict, this.#shop.now());",
    "    void this.#shop.atOrder.wait(number, 1).then(() => this.#shop.decisions.keep(pend, number, verdict, this.#shop.now()));",
    37,
  ),
  mutant(
    "claim-nocid: a try is good under whatever claim holds the order",
    PAYMENT,
    'instruct(order, { type: "instruct", claim, key, rail: "wallet", hold }, now);',
    'instruct(order, { type: "instruct", claim: order.status === "claimed" ? order.claim.key : claim, key, rail: "wallet", hold }, now);',
    107,
  ),
  mutant(
    "grace-for-ever: a wallet that stays silent is waited for",
    RAIL,
    "        leftMs > 0 ? ",
    "        leftMs > -1e9 ? ",
    91,
  ),
  mutant(
    "refund-assumed: what a wallet does not answer counts as credited",
    RAIL,
    '          return { type: "unknown", askAgainMs: 1_000 };',
    '          return { type: "refunded" };',
    20,
  ),
  mutant(
    "credit-renamed: each asking names another credit",
    RAIL,
    "      const credit = { ...clearing.creditor, id: reference,",
    "      const credit = { ...clearing.creditor, id: `${now()} ${reference}`,",
    5,
  ),
  mutant(
    "clearing-unpaired: a wallet's payment is booked under another rail",
    LEDGER,
    '      return [{ debit: accountOf(rail), credit: "available", amount, pair }];',
    '      return [{ debit: accountOf(hold ? "sandbox" : rail), credit: "available", amount, pair }];',
  ),
];
