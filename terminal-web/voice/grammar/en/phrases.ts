import type { NoDraftReason } from "../../../state/hearing.ts";
import type { SpokenCommand } from "../heard.ts";
import type { MarkPiece, MendPiece } from "../piece.ts";
import type { Token } from "./tokenise.ts";

/** What a word or phrase of the grammar does. */
export type Meaning =
  | { type: "mark"; mark: MarkPiece["mark"] }
  | { type: "mend"; mend: MendPiece["mend"]; isBeforeNumber: boolean }
  | { type: "command"; command: SpokenCommand }
  /** Some stop only behind a number: "five off". */
  | { type: "stop"; reason: NoDraftReason; isBehindNumber: boolean }
  | { type: "filler" };

const mark = (name: MarkPiece["mark"]): Meaning => ({ type: "mark", mark: name });
const mend = (name: MendPiece["mend"], isBeforeNumber = false): Meaning => ({
  type: "mend",
  mend: name,
  isBeforeNumber,
});
const command = (name: SpokenCommand): Meaning => ({ type: "command", command: name });
const stop = (reason: NoDraftReason, isBehindNumber = false): Meaning => ({
  type: "stop",
  reason,
  isBehindNumber,
});

const PHRASES: readonly (readonly [Meaning, string])[] = [
  [
    command("clear"),
    "cancel, cancel it, cancel that, clear, clear it, clear that, clear everything, clear all",
  ],
  [
    command("clear"),
    "start over, start again, never mind, nevermind, forget it, forget that, reset, delete everything",
  ],
  [
    command("undo"),
    "undo, undo that, scratch that, strike that, remove that, remove it, delete that, delete it",
  ],
  [
    command("undo"),
    "go back, take that off, take it off, remove the last one, delete the last one, remove, delete, take off",
  ],
  [command("repeat"), "repeat, repeat that, say that again, say it again"],
  [
    mend("hesitate"),
    "no wait, wait, wait no, no sorry, sorry, actually, no actually, i mean, i meant, hold on, oops, correction",
  ],
  [mend("hesitate", true), "no, no no"],
  [mend("not", true), "not, no not"],
  [
    mend("replace"),
    "make that, make it, change that to, change it to, change to, should be, it should be, instead",
  ],
  [
    mend("replace"),
    "no make that, no make it, no change it to, no wait make that, no wait make it, sorry make that, sorry make it",
  ],
  [
    mark("total"),
    "total, total is, the total is, in total, altogether, all together, grand total, comes to, that comes to, it comes to",
  ],
  [mark("total"), "your total is, for everything, all in, total of, a total of"],
  [
    mark("charge"),
    "charge, charge him, charge her, charge them, ring up, bill, collect, receive, take payment of, key in, enter",
  ],
  [mark("charge"), "you owe, amount, price"],
  [
    { type: "filler" },
    "that'll be, that will be, that's, that is, that would be, would be, going to be, gonna be, it's, it is, it'll be, it will be",
  ],
  [mark("at"), "at, @, priced at"],
  [mark("for"), "for"],
  [mark("each"), "each, apiece, a piece, per piece, each one, a pop"],
  [mark("and"), "and, and then"],
  [mark("plus"), "plus, +, add, and add"],
  [mark("or"), "or, or maybe"],
  [mark("times"), "times, x, ×"],
  [
    stop("arithmetic"),
    "percent, per cent, %, discount, divided by, less, half price, half off, minus a, change for, change from, give change, plus tax, plus tip, before tax",
  ],
  [stop("arithmetic", true), "off"],
  [stop("refund"), "refund, refunds, pay back, give back, money back, return the money"],
  [
    { type: "filler" },
    "um, uh, uhm, er, erm, hmm, ah, oh, so, well, okay, ok, alright, right, yes, yeah, hey, hi",
  ],
  [
    { type: "filler" },
    "hello, please, thanks, thank you, sir, madam, ma'am, just, then, the, some, of, is, now, only",
  ],
  [
    { type: "filler" },
    "can i get, could i get, can i have, i'd like, i'll have, i'll take, give me, let me have, can you, could you, let's do",
  ],
  [
    { type: "filler" },
    "let's say, call it, say, exactly, even, flat, including tax, tax included, with tax, i need to, i want to, need to, cash, in cash, by card, on card, the customer, the gentleman, the lady, more, and no cents",
  ],
];

const LONGEST = 4;

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  PHRASES.flatMap(([meaning, phrases]) =>
    phrases.split(", ").map((phrase) => [phrase, meaning] as const),
  ),
);

/** The longest phrase of the grammar that begins here. */
export function phraseAt(
  tokens: readonly Token[],
  at: number,
): { meaning: Meaning; next: number } | undefined {
  for (let length = LONGEST; length > 0; length -= 1) {
    if (at + length > tokens.length) continue;
    const phrase = tokens.slice(at, at + length).map(({ word }) => word);
    const meaning = MEANINGS.get(phrase.join(" "));
    if (meaning !== undefined) return { meaning, next: at + length };
  }
  return undefined;
}

/** Words that stand in sentences and not in the names of things; with one of them a run of words is talk. */
const TALK = new Set(
  (
    "i you he she we they him her them me us my your his our their who what why how when where was were am are been be do does did " +
    "don't didn't have has had haven't know think said told say says want wanted can can't could would will won't should get got give " +
    "go goes went gone come came let look see hear this these those there here yesterday today tomorrow because if but about from into " +
    "people everybody somebody nobody fuck fucking fucked shit shitty bloody damn goddamn hell crap bastard bitch ass asshole"
  ).split(" "),
);

export function isTalk(word: string): boolean {
  return TALK.has(word);
}
