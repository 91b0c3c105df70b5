import { type Amount, numberAmount, plainAmount, stoppedAmount } from "../amount.ts";
import { figureReadings } from "../figure-readings.ts";
import type { SpeechContext } from "../heard.ts";
import { inMinor } from "../in-minor.ts";
import type { Reading } from "../piece.ts";
import { type Cardinal, cardinalAt } from "./cardinals.ts";
import { type Coins, coinsAt, coinsOf } from "./coins.ts";
import { decimalAt } from "./decimals.ts";
import { type MoneyUnit, moneyAt } from "./money-words.ts";
import { digitOf } from "./number-characters.ts";
import type { Token } from "./tokenise.ts";

/** 四 and 十 sound alike to many, and so do 十四 and 四十. */
const TWINS: ReadonlyMap<number, number> = new Map([
  [4, 10],
  [10, 4],
  [14, 40],
  [40, 14],
]);

/** Reads an amount that begins here, with the units around it. Money of another currency stops the draft. */
export function amountAt(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const lead = moneyAt(tokens, at, context.currency);
  const isLead = lead?.coin === "major" && !lead.isPiece && startsNumber(tokens, lead.next);
  const start = isLead ? lead.next : at;
  const amount =
    decimalAmount(tokens, start, context) ??
    cardinalAmount(tokens, start, isLead, context) ??
    halfAmount(tokens, start, context) ??
    impliedOne(tokens, start, context);
  if (amount === undefined) return undefined;
  if (isLead && !lead.isTills) {
    return stoppedAmount({ tokens, at, next: amount.next }, "other-currency");
  }
  return { ...amount, piece: { ...amount.piece, from: tokens[at]?.from ?? 0 } };
}

function startsNumber(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === "figures" || cardinalAt(tokens, at) !== undefined;
}

/** 二十三点五, 23.5, 3.5万, 点五, with or without a unit. */
function decimalAmount(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const said = decimalAt(tokens, at);
  if (said === undefined) return undefined;
  const unit = moneyAt(tokens, said.next, context.currency);
  const stretch = { tokens, at, next: unit?.next ?? said.next };
  if (unit?.isTills === false) return stoppedAmount(stretch, "other-currency");
  const minor = inMinor(said.value, unit?.coin ?? "major", context.exponent);
  return minor === undefined ? stoppedAmount(stretch, "too-precise") : plainAmount(stretch, minor);
}

/** 二十三, 二十三块, 二十三块五毛, 五毛五. */
function cardinalAmount(
  tokens: readonly Token[],
  at: number,
  isLead: boolean,
  context: SpeechContext,
): Amount | undefined {
  const said = cardinalAt(tokens, at);
  if (said === undefined) return undefined;
  const unit = moneyAt(tokens, said.next, context.currency);
  if (unit === undefined && !isLead) return bareAmount(tokens, at, said, context);
  if (unit?.isTills === false) {
    return stoppedAmount({ tokens, at, next: unit.next }, "other-currency");
  }
  const value = said.readings[0]?.value ?? 0;
  if (unit !== undefined && unit.coin !== "major") {
    return withCoins(tokens, at, 0, coinsOf(tokens, value, unit, context), context);
  }
  const next = unit?.next ?? said.next;
  const coins = unit === undefined ? undefined : coinsAt(tokens, next, context);
  const base = value * 10 ** context.exponent;
  if (coins !== undefined) return withCoins(tokens, at, base, coins, context);
  const stretch = { tokens, at, next: tokens[next]?.word === "整" ? next + 1 : next };
  const pieces = unit === undefined ? undefined : piecesOf(said, unit);
  return numberAmount(stretch, readingsOf(said, context), {
    count: pieces,
    measure: pieces === undefined ? undefined : "块",
  });
}

/** 两块 may be two pieces. */
function piecesOf(said: Cardinal, unit: MoneyUnit): number | undefined {
  return unit.isPiece && said.readings.length === 1 ? said.readings[0]?.value : undefined;
}

function readingsOf({ readings }: Cardinal, { exponent }: SpeechContext): Reading[] {
  return readings.map(({ value, reason }) => ({ minor: value * 10 ** exponent, reason }));
}

function withCoins(
  tokens: readonly Token[],
  at: number,
  base: number,
  coins: Coins,
  { exponent }: SpeechContext,
): Amount {
  const stretch = { tokens, at, next: coins.next };
  if (coins.isOther) return stoppedAmount(stretch, "other-currency");
  if (coins.minor === undefined) return stoppedAmount(stretch, "too-precise");
  const readings: Reading[] = [{ minor: base + coins.minor, reason: "whole" }];
  const isOnlyCoins = base === 0 && coins.minor < 10 ** exponent;
  return numberAmount(stretch, readings, { cents: isOnlyCoins ? coins.minor : undefined });
}

/** Without a unit: one number, or figures one by one. */
function bareAmount(
  tokens: readonly Token[],
  at: number,
  said: Cardinal,
  context: SpeechContext,
): Amount {
  const { exponent } = context;
  const stretch = { tokens, at, next: said.next };
  if (!said.isWritten && said.figures > 1) {
    const figures = tokens.slice(at, said.next).map(({ word }) => digitOf(word) ?? "");
    return numberAmount(stretch, figureReadings(figures.join(""), exponent), { isMoney: false });
  }
  const price = readingsOf(said, context);
  const value = said.readings[0]?.value ?? 0;
  const twin = TWINS.get(value);
  const sound: Reading[] =
    twin === undefined ? [] : [{ minor: twin * 10 ** exponent, reason: "sound" }];
  const isPair = said.isWritten && said.figures === 2 && exponent === 2;
  return numberAmount(stretch, [...price, ...sound], {
    price,
    isMoney: false,
    count: price.length === 1 ? value : undefined,
    cents: isPair ? value : undefined,
  });
}

/** 半块, 半块钱. */
function halfAmount(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const unit = tokens[at]?.word === "半" ? moneyAt(tokens, at + 1, context.currency) : undefined;
  if (unit?.coin !== "major") return undefined;
  const stretch = { tokens, at, next: unit.next };
  if (!unit.isTills) return stoppedAmount(stretch, "other-currency");
  if (context.exponent === 0) return stoppedAmount(stretch, "too-precise");
  return plainAmount(stretch, 5 * 10 ** (context.exponent - 1));
}

/** 块五, 块半: the one is left out. */
function impliedOne(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const coins = tokens[at]?.word === "块" ? coinsAt(tokens, at + 1, context) : undefined;
  return coins && withCoins(tokens, at, 10 ** context.exponent, coins, context);
}
