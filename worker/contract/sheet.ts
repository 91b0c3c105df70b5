/** A page of a table for a spreadsheet: cells as they are to be read, and where the next page goes on. */
export interface SheetPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** null at the end. */
  readonly next: number | null;
}
