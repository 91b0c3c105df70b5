import { type Mutant, mutant } from "./mutant.ts";

const PURSE = "worker/wallet/purse.ts";
const BOOKS = "worker/wallet/books.ts";
const HOLD = "worker/domain/decide-hold.ts";
const LEDGER = "worker/domain/wallet-ledger.ts";

export const WALLET_MUTANTS: readonly Mutant[] = [
  mutant(
    "auto-void: the hold lapses by the wallet's own clock",
    PURSE,
    '    if (answer.type === "unknown") this.#askAgain(pend);\n',
    '    if (answer.type === "unknown" && isInquiry) this.handle(pend, { type: "settle", verdict: { type: "rejected", reason: "abandoned" } });\n    else if (answer.type === "unknown") this.#askAgain(pend);\n',
    114,
  ),
  mutant(
    "abort-local: the payer's way out gives the money back without asking",
    PURSE,
    '    if (abandoned.value.status === "pending") await this.#askPatiently(pend);',
    '    if (abandoned.value.status === "pending")\n      this.handle(pend, { type: "settle", verdict: { type: "rejected", reason: "abandoned" } });',
    39,
  ),
  mutant(
    "unknown-means-no: a merchant that does not answer has refused",
    PURSE,
    '      console.error("a merchant did not answer", error);\n      return { type: "unknown" };',
    '      return { type: "rejected", reason: "abandoned" };',
    25,
  ),
  mutant(
    "unknown-means-yes: a merchant that does not answer has accepted",
    PURSE,
    '      console.error("a merchant did not answer", error);\n      return { type: "unknown" };',
    '      return { type: "accepted", receipt: "" };',
    25,
  ),
  {
    name: "random-pend: each sending of a confirmation is another try",
    patches: [
      {
        file: PURSE,
        find: "    const terms = { ...offer.value.terms, at: this.now() };",
        replace:
          "    const terms = { ...offer.value.terms, pend: base64Url(this.random(20)) as PendId, at: this.now() };",
      },
      { file: PURSE, find: "    this.tries.takeOffer(pend);\n", replace: "" },
    ],
  },
  mutant(
    "double-hold: the second of two confirmations holds the money again",
    PURSE,
    "    // Verifying took time: the same confirmation may have come a second time meanwhile, and been faster.\n    if (this.tries.find(pend)) return this.payment(pend);\n",
    '    this.books.book([{ debit: "available", credit: "held", amount: (this.tries.find(pend) ? 1 : 0) as never, pair: pend }].filter((entry) => entry.amount > 0), amount.currency, { type: "posted" }, this.now());\n',
    442,
  ),
  mutant(
    "forged-pays: a wrong answer of the authenticator is as good as a right one",
    PURSE,
    "    if (counter === null || !this.keyring.advance(assertion.id, counter)) {",
    "    if (counter !== null && !this.keyring.advance(assertion.id, counter)) {",
    28,
  ),
  mutant(
    "gives-up: a question in vain is not put again",
    PURSE,
    "    this.tries.askAt(pend, askAt, tries);\n    this.#alarm.ringBy(askAt);",
    "    this.tries.answered(pend);",
    25,
  ),
  mutant(
    "outbox-early: the question is crossed out before it is answered",
    PURSE,
    "    const message = { version: CLEARING_VERSION, ...parts };\n",
    "    const message = { version: CLEARING_VERSION, ...parts };\n    this.tries.answered(pend);\n",
  ),
  mutant(
    "outbox-forgotten: money is held and nobody is asked",
    PURSE,
    "    this.tries.askAt(pend, askAt, 0);\n    this.#alarm.ringBy(askAt);",
    "    this.#alarm.ringBy(askAt);",
  ),
  mutant(
    "hold-late: the merchant is asked before the money is held",
    PURSE,
    "    const isCautious = isNewPhone",
    "    await this.#put({ version: CLEARING_VERSION, ...offer.value.terms }, false);\n    const isCautious = isNewPhone",
  ),
  mutant(
    "unheld: what is held can be spent again",
    HOLD,
    '  if (minor > available) return ok([{ type: "declined", terms, reason: "insufficient-funds" }]);',
    "",
    9,
  ),
  mutant(
    "hold-unbooked: a hold does not lessen what is there",
    LEDGER,
    '      return [{ debit: "available", credit: "held", amount, pair }];',
    "      return [];",
  ),
  mutant(
    "void-unbooked: money that is let go does not come back",
    LEDGER,
    '      return [{ debit: "held", credit: "available", amount, pair }];',
    "      return [];",
    8,
  ),
  mutant(
    "settled-twice: a decision that comes again is booked again",
    HOLD,
    '  if (hold.status !== "pending") return ALREADY;',
    '  if (hold.status === "voided") return ALREADY;',
    9,
  ),
  mutant(
    "credit-twice: the same refund comes in again",
    PURSE,
    "    if (known === null) {",
    "    if (known !== false) {",
    5,
  ),
  mutant(
    "credit-lost: a refund is acknowledged and not booked",
    PURSE,
    "      this.books.book([entryOfCredit(credit)], credit.amount.currency, about, now);\n",
    "",
  ),
  mutant(
    "credit-late: a refund is booked a turn after it is acknowledged",
    PURSE,
    "      this.books.book([entryOfCredit(credit)], credit.amount.currency, about, now);\n",
    "      void this.#around.sleep(5).then(() => this.books.book([entryOfCredit(credit)], credit.amount.currency, about, now));\n",
  ),
  mutant(
    "wallet-clock: the wallet's clock may step behind what is booked",
    BOOKS,
    "    return monotone(this.#clock(), this.#recorded);",
    "    return instant(this.#clock());",
    39,
  ),
  mutant(
    "wallet-unwound: a wallet that wakes does not see what is due",
    PURSE,
    "    // An alarm can be lost; what is due is never lost with it.\n    this.wind();",
    "",
    39,
  ),
  mutant(
    "wallet-alarm-once: the wallet's alarm rings once",
    PURSE,
    '      if (result.status === "rejected") console.error("a try could not be asked", result.reason);\n    }\n    this.wind();',
    '      if (result.status === "rejected") console.error("a try could not be asked", result.reason);\n    }',
    68,
  ),
];
