import { closeSync, fstatSync, openSync } from "node:fs";
import { it } from "vitest";
import { banner, journalBanner } from "./banner.ts";
import { writesToJournal } from "./journal.ts";

const LINK = "http://127.0.0.1:8787/terminal#ZFA6WXIIMFHRW.1.DUIQ73HVTKUHEJBE3RVBZZ6N5P";
const facts = {
  readyMs: 812.4,
  stateFolder: "/var/lib/edgetill",
  origin: "http://127.0.0.1:8787",
  terminalLink: LINK,
  lanTerminalLink: null,
  publicTerminalLink: LINK.replace("http://127.0.0.1:8787", "https://till.example"),
  colours: false,
};

it("a start shows the link and its code to who sits there, and neither to a journal", ({
  expect,
}) => {
  expect(banner(facts)).toContain(facts.publicTerminalLink);
  expect(banner(facts)).toContain("█");
  const kept = journalBanner(facts);
  expect(kept).not.toMatch(/DUIQ73|ZFA6WX|█/);
  expect(kept.split("\n")).toHaveLength(2);
  expect(kept).toContain("https://till.example/owner");
});

it("a journal is what standard output itself is, and not what a parent once wrote to", ({
  expect,
}) => {
  const output = openSync("/dev/null", "w");
  const { dev, ino } = fstatSync(output);
  expect(writesToJournal({ JOURNAL_STREAM: `${dev}:${ino}` }, output)).toBe(true);
  expect(writesToJournal({ JOURNAL_STREAM: `${dev}:${ino + 1}` }, output)).toBe(false);
  expect(writesToJournal({}, output)).toBe(false);
  closeSync(output);
});
