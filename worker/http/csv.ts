import { unparse } from "papaparse";

/** What spreadsheets take for the beginning of a formula, also after white space and in full width (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

/** Rows as RFC 4180 has them. A text that a spreadsheet would run is written with an apostrophe before it, and stays a text. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ""
    : `${unparse(rows as string[][], { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
