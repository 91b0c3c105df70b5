const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES = ["", " thousand", " million", " billion", " trillion", " quadrillion"];

/** A whole number in English words: "one thousand two hundred and thirty-four". */
export function englishNumber(value: number): string {
  if (value < 1000) return belowThousand(value);
  const groups: string[] = [];
  let rest = value;
  for (let scale = 0; rest > 0; scale += 1) {
    const group = rest % 1000;
    // "And" stands before the last two figures, also where the hundreds are empty: "one thousand and five".
    const lead = scale === 0 && group > 0 && group < 100 ? "and " : "";
    if (group > 0) groups.unshift(`${lead}${belowThousand(group)}${SCALES[scale] ?? ""}`);
    rest = Math.floor(rest / 1000);
  }
  return groups.join(" ");
}

/** Figures one by one: "five zero". */
export function englishFigures(figures: string): string {
  return [...figures].map((figure) => SMALL[Number(figure)] ?? "").join(" ");
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return belowHundred(rest);
  const head = `${SMALL[hundreds] ?? ""} hundred`;
  return rest === 0 ? head : `${head} and ${belowHundred(rest)}`;
}

function belowHundred(value: number): string {
  if (value < 20) return SMALL[value] ?? "";
  const tens = TENS[Math.floor(value / 10)] ?? "";
  return value % 10 === 0 ? tens : `${tens}-${SMALL[value % 10] ?? ""}`;
}
