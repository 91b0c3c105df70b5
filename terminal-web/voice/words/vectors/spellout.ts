import english from "cldr-rbnf/rbnf/en.json" with { type: "json" };
import mandarin from "cldr-rbnf/rbnf/zh.json" with { type: "json" };

/**
 * Numbers in words by CLDR's own rules, read by a small interpreter of UTS 35 part 3 (rule-based number formatting):
 * an opinion on how numbers are said that is not ours. Only what the spell-out rules of both languages use is here.
 */
export type RuleSet =
  | "%spellout-cardinal"
  | "%spellout-cardinal-verbose"
  | "%spellout-cardinal-alternate2"
  | "%spellout-cardinal-financial"
  | "%spellout-numbering";

type Rules = Readonly<Record<string, unknown>>;

const RULES: Readonly<Record<"en" | "zh", Rules>> = {
  en: english.rbnf.rbnf.SpelloutRules,
  zh: mandarin.rbnf.rbnf.SpelloutRules,
};

/** A whole number in words. */
export function spelled(value: number, language: "en" | "zh", set: RuleSet = "%spellout-cardinal"): string {
  return format(value, RULES[language], set);
}

/** A decimal in words, its figures behind the point one by one: "twenty-three point five zero". */
export function spelledDecimal(whole: number, figures: string, language: "en" | "zh"): string {
  const set = language === "en" ? "%spellout-cardinal" : "%spellout-numbering";
  const rules = RULES[language];
  const text = textOf(rulesIn(rules, set).find(([base]) => base === "x.x")?.[1]);
  const digits = [...figures].map((figure) => format(Number(figure), rules, set));
  return text
    .replace("←←", format(whole, rules, set))
    .replace("→→→", digits.join(""))
    .replace("→→", digits.join(" "));
}

function rulesIn(rules: Rules, set: string): [base: string, text: string][] {
  const found = rules[set];
  if (!Array.isArray(found)) throw new Error(`no rule set ${set}`);
  return found.map((rule: unknown) => {
    if (!Array.isArray(rule)) throw new Error(`no rule in ${set}`);
    return [String(rule[0]), String(rule[1])];
  });
}

/** Rules end in a semicolon, and a leading apostrophe only guards a space. */
function textOf(text: string | undefined): string {
  return (text ?? "").replace(/;$/u, "").replace(/^'/u, "");
}

function format(value: number, rules: Rules, set: string): string {
  let best: { base: number; divisor: number; text: string } | undefined;
  for (const [name, text] of rulesIn(rules, set)) {
    const [base = Number.NaN, radix = 10] = name.split("/").map(Number);
    if (!(base <= value)) continue;
    best = { base, divisor: base < radix ? 1 : highestPower(radix, base), text: textOf(text) };
  }
  if (best === undefined) throw new Error(`no rule for ${value} in ${set}`);
  const { divisor, text } = best;
  const rest = value % divisor;
  return text
    .replace(/\[(?<optional>[^\]]*)\]/u, rest === 0 ? "" : "$<optional>")
    .replace(/←(?<other>%*[\w-]*)←/u, (_, other: string) => format(Math.floor(value / divisor), rules, other || set))
    .replace(/→(?<other>%*[\w-]*)→/u, (_, other: string) => format(rest, rules, other || set))
    .replace(/=(?<other>%[%\w-]*)=/u, (_, other: string) => format(value, rules, other));
}

function highestPower(radix: number, limit: number): number {
  let power = radix;
  while (power * radix <= limit) power *= radix;
  return power;
}
