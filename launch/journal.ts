import { fstatSync } from "node:fs";

const STDOUT = 1;

/** Whether what is written to standard output goes into systemd's journal, by device and inode (systemd.exec(5), $JOURNAL_STREAM). */
export function writesToJournal({ JOURNAL_STREAM }: NodeJS.ProcessEnv, output = STDOUT): boolean {
  const { dev, ino } = fstatSync(output);
  return JOURNAL_STREAM === `${dev}:${ino}`;
}
