/** For the `ref` of the safe answer to a question that has just come up: whoever asked is there, by keyboard and by ear. */
export function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}
