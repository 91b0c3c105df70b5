/**
 * Whether a text holds what looks like a whole card number: the right length behind a prefix that card networks have
 * (ISO/IEC 7812), and a sum that comes out (Luhn). Whoever types one into a note wants to do good, and must not: a till
 * that has never seen a card number has none to lose. Barcodes have thirteen digits and other prefixes.
 */
export function holdsCardNumber(text: string): boolean {
  // Digits of every script, and what people put between them.
  const plain = text.normalize("NFKC").replaceAll(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
  for (const [run] of plain.matchAll(/\d(?:[ .\-‐-―·_/]{0,2}\d){13,}/gu)) {
    // Whole groups of digits only: a piece out of an account number or a barcode is no card.
    const groups = run.split(/\D+/);
    for (let from = 0; from < groups.length; from++) {
      let digits = "";
      for (const group of groups.slice(from)) {
        digits += group;
        if (isCardNumber(digits)) return true;
        if (digits.length > LONGEST) break;
      }
    }
  }
  return false;
}

const LONGEST = 19;

const NETWORKS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^3(?:0[0-5]|[689])/, [14, 16, 19]],
];

const isCardNumber = (digits: string): boolean =>
  NETWORKS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) &&
  sumsUp(digits);

/** ISO/IEC 7812-1, annex B. */
function sumsUp(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, character, place) => {
    const digit = Number(character);
    if (place % 2 === 0) return total + digit;
    return total + (digit > 4 ? 2 * digit - 9 : 2 * digit);
  }, 0);
  return sum % 10 === 0;
}

/** A decimal digit's value: each script has its ten in a row, from zero to nine (Unicode, section 4.6). */
function valueOf(digit: string): number {
  const at = digit.codePointAt(0) ?? 0;
  let zero = at;
  while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return at < 0x80 ? at - 0x30 : (at - zero) % 10;
}
