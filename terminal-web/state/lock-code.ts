/** An Eddystone beacon's lock code as 32 hexadecimal digits; read as people write it, with colons, dashes or spaces. */
export function parseLockCode(text: string): string | null {
  const digits = text.replaceAll(/[\s:-]/g, "").toLowerCase();
  return /^[\da-f]{32}$/.test(digits) ? digits : null;
}
