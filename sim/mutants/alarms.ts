import { type Mutant, mutant } from "./mutant.ts";

const ALARM = "worker/object/alarm-clock.ts";
const SHOP = "worker/merchant/shop.ts";

export const ALARM_MUTANTS: readonly Mutant[] = [
  mutant(
    "alarm-once: an alarm that has rung is never set again",
    ALARM,
    "  rang(): void {\n    this.#at = null;",
    "  rang(): void {\n    this.#at ??= null;",
  ),
  mutant(
    "alarm-throws: one order that cannot be attended to ends the alarm",
    SHOP,
    "    this.wind();\n  }\n\n  #closeDue",
    '    if (numbers.length > 2) throw new Error("too much to do");\n    this.wind();\n  }\n\n  #closeDue',
  ),
  mutant(
    "alarm-later: a later alarm replaces an earlier one",
    ALARM,
    "    if (at === null || (this.#at !== null && this.#at <= at)) return;",
    "    if (at === null || this.#at === at) return;",
  ),
  mutant(
    "constructor-unwound: an alarm that was lost is not set again",
    SHOP,
    "    // An alarm can be lost; what is due is never lost with it.\n    this.wind();",
    "",
  ),
  mutant(
    "alarm-unwound: a fact sets no alarm",
    SHOP,
    "      this.#alarm.ringBy(this.#dueAt(order, now));\n",
    "",
  ),
];
