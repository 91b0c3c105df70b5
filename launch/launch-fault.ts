/** A reason not to go on that the person at the keyboard can mend. Its message is one line and says what to do. */
export class LaunchFault extends Error {
  override readonly name = "LaunchFault";
}

/** The one line that a person gets to read of an error. EDGETILL_DEBUG=1 shows the stack instead. */
export function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return `Edgetill stopped: ${String(error)}`;
  if (process.env["EDGETILL_DEBUG"]) return error.stack ?? error.message;
  const line = error.message.split("\n", 1)[0] ?? "";
  return error instanceof LaunchFault
    ? line
    : `Edgetill stopped: ${line} (EDGETILL_DEBUG=1 tells more)`;
}

/** Runs a command of ours; a failure ends it with one line and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  // A reader that went away ("npm start | head") is no reason to die with a stack.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${lineOf(error)}\n`);
    process.exit(1);
  }
}

/** What the system calls an error ("EACCES"), or null. */
export function systemCodeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : null;
}
