const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const PARENT_CHECK_MS = 500;

/** Ends the process at once, with the code that shells expect; exit handlers take the children along. */
export function endOnSignals(): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      process.stdout.write("\nStopped.\n");
      process.exit(code);
    });
  }
}

/** Under npm, which dies of SIGKILL without a word to its children: notices that it is gone, and ends too. */
export function endWithParent(): void {
  if (!process.env["npm_lifecycle_event"]) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, PARENT_CHECK_MS).unref();
}
