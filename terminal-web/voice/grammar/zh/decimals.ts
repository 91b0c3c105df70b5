import { type Decimal, decimalOf, shifted } from "../decimal.ts";
import { cardinalAt } from "./cardinals.ts";
import { digitOf, myriadOf, unitOf } from "./number-characters.ts";
import type { Token } from "./tokenise.ts";

/** A number with a part behind the point, and where it ends. */
interface SpokenDecimal {
  value: Decimal;
  next: number;
}

/** Reads 23.5, 二十三点五, 点五, 3点50, and scales such as 3.5万. */
export function decimalAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const said = writtenAt(tokens, at) ?? spokenAt(tokens, at);
  if (said === undefined) return undefined;
  const scale = tokens[said.next]?.word;
  const factor = myriadOf(scale) ?? unitOf(scale);
  if (factor === undefined) return said;
  return { value: shifted(said.value, Math.log10(factor)), next: said.next + 1 };
}

function writtenAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const token = tokens[at];
  if (token?.kind !== "figures" || !token.word.includes(".")) return undefined;
  return { value: decimalOf(token.word), next: at + 1 };
}

function spokenAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const before = cardinalAt(tokens, at);
  const point = before?.next ?? at;
  if (tokens[point]?.word !== "点") return undefined;
  const behind = figuresAt(tokens, point + 1) ?? oneNumberAt(tokens, point + 1);
  if (behind === undefined) return undefined;
  const whole = before?.readings[0]?.value ?? 0;
  return { value: { whole, fraction: behind.fraction }, next: behind.next };
}

interface Fraction {
  fraction: string;
  next: number;
}

/** Figures one by one, up to one that a unit follows: 五零. */
function figuresAt(tokens: readonly Token[], at: number): Fraction | undefined {
  let fraction = "";
  let next = at;
  for (;;) {
    const digit = digitOf(tokens[next]?.word);
    if (digit === undefined || unitOf(tokens[next + 1]?.word) !== undefined) break;
    fraction += digit;
    next += 1;
  }
  return fraction === "" ? undefined : { fraction, next };
}

/** The part behind the point as one number: 五十, 50. */
function oneNumberAt(tokens: readonly Token[], at: number): Fraction | undefined {
  const token = tokens[at];
  if (token?.kind === "figures") {
    return token.word.includes(".") ? undefined : { fraction: token.word, next: at + 1 };
  }
  const said = cardinalAt(tokens, at);
  const value = said?.readings[0]?.value;
  if (said === undefined || value === undefined || value > 99) return undefined;
  return { fraction: String(value), next: said.next };
}
