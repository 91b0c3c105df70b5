/** Whole metres up to a kilometre, kilometres from there on: "12 m", "1.8 km", "25 km". */
export function metresText(metres: number, locale: string): string {
  const isFar = metres >= 1_000;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: isFar ? "kilometer" : "meter",
    maximumFractionDigits: isFar && metres < 10_000 ? 1 : 0,
  }).format(isFar ? metres / 1_000 : Math.max(1, metres));
}
