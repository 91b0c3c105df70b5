/** What was typed into a field of a form. */
export function typedText(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === "string" ? value.trim() : "";
}

/** A decimal as people type it, with a comma or a point. */
export const typedDecimal = (form: FormData, field: string): string =>
  typedText(form, field).replace(",", ".");

/** For a field that somebody has just asked for: it is typed into at once. */
export function focusEmpty(input: HTMLInputElement | null): void {
  if (input && input.value === "") input.focus({ preventScroll: true });
}
