import type { MandarinToken } from "./whole-words.ts";
import { isNumberCharacter } from "./number-characters.ts";

/** Puts back 块 where a recogniser wrote 快 behind a number: 二十三快五. */
export function withoutHomophones(tokens: readonly MandarinToken[]): MandarinToken[] {
  return tokens.map((token, at) => {
    const before = tokens[at - 1];
    const behind = tokens[at + 1];
    const isAfterNumber = before?.kind === "figures" || isNumberCharacter(before?.word);
    const isBeforeMoney =
      behind === undefined ||
      behind.kind === "break" ||
      behind.kind === "figures" ||
      isNumberCharacter(behind.word) ||
      ["钱", "半", "吧", "的", "啊", "了"].includes(behind.word);
    return token.word === "快" && isAfterNumber && isBeforeMoney ? { ...token, word: "块" } : token;
  });
}
