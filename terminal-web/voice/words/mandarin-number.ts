const DIGITS = [..."零一二三四五六七八九"];
const UNITS = ["", "十", "百", "千"];
const MYRIADS = ["", "万", "亿", "万亿"];

/** A whole number in Mandarin words, as it is spoken before a unit: 十五, 两百零五, 一万两千, 两. */
export function mandarinNumber(value: number): string {
  if (value === 0) return "零";
  if (value === 2) return "两";
  const words = cardinal(value);
  // 十五 and not 一十五, but 一百一十五.
  return words.startsWith("一十") ? words.slice(1) : words;
}

/** Figures one by one: 五零. */
export function mandarinFigures(figures: string): string {
  return [...figures].map((figure) => DIGITS[Number(figure)] ?? "").join("");
}

function cardinal(value: number): string {
  let words = "";
  let isGap = false;
  const sections = sectionsOf(value);
  for (const [index, section] of sections.entries()) {
    const scale = sections.length - 1 - index;
    if (section === 0) {
      isGap = words !== "";
      continue;
    }
    const needsZero = words !== "" && (isGap || section < 1000);
    const spoken = section === 2 && scale > 0 ? "两" : belowMyriad(section);
    words += `${needsZero ? "零" : ""}${spoken}${MYRIADS[scale] ?? ""}`;
    isGap = false;
  }
  return words;
}

/** Sections of four figures, largest first. */
function sectionsOf(value: number): number[] {
  const sections: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10_000))
    sections.unshift(rest % 10_000);
  return sections;
}

function belowMyriad(value: number): string {
  const figures = [...String(value)].map(Number);
  let words = "";
  let isGap = false;
  for (const [index, figure] of figures.entries()) {
    const unit = figures.length - 1 - index;
    if (figure === 0) {
      isGap = words !== "";
      continue;
    }
    // 两 before 百 and 千, 二 before 十 and alone.
    const digit = figure === 2 && unit > 1 ? "两" : DIGITS[figure];
    words += `${isGap ? "零" : ""}${digit ?? ""}${UNITS[unit] ?? ""}`;
    isGap = false;
  }
  return words;
}
