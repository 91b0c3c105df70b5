import type { Finding } from "../contract/reconciliation.ts";
import type { Language } from "../contract/merchant.ts";

/** What the operator's page says. */
export interface OperatorSentences {
  /** Of the page, for screen readers (BCP 47). */
  readonly lang: string;
  readonly title: string;
  readonly question: string;
  readonly key: string;
  readonly prove: string;
  readonly wrongKey: string;
  readonly readSoFar: (objects: number, isAll: boolean) => string;
  readonly checked: (movements: number) => string;
  readonly underWay: (movements: number) => string;
  readonly broken: (movements: number) => string;
  readonly again: string;
  readonly goOn: string;
  readonly columns: readonly string[];
  readonly states: Readonly<Record<Finding["state"], string>>;
  readonly why: Readonly<Record<Finding["why"], string>>;
  readonly between: (merchant: string, wallet: string) => string;
  readonly bookedBy: Readonly<Record<Finding["bookedBy"], string>>;
  readonly seconds: (age: number) => string;
  readonly noNextTry: string;
}

const english: OperatorSentences = {
  lang: "en",
  title: "Edgetill: the books",
  question: "Do the books pair?",
  key: "Operator key",
  prove: "Prove the books",
  wrongKey: "That is not the operator's key.",
  readSoFar: (objects, isAll) => `${isAll ? "All books are read" : "So far"}: ${objects}.`,
  checked: (movements) => `Movements looked up on the other side: ${movements}.`,
  underWay: (movements) => `Under way: ${movements}.`,
  broken: (movements) => `Broken: ${movements}.`,
  again: "Begin again",
  goOn: "Go on",
  columns: ["State", "Movement", "Amount", "Booked by", "Age", "Next try"],
  states: { open: "under way", broken: "BROKEN" },
  why: {
    missing: "the other side does not have it",
    differs: "the other side has another amount",
    twice: "the other side has it twice",
    nobodys: "nobody knows whose it is",
  },
  between: (merchant, wallet) => `merchant ${merchant}, wallet ${wallet}`,
  bookedBy: { merchant: "merchant", wallet: "wallet" },
  seconds: (age) => `${age} s`,
  noNextTry: "none: somebody has to look",
};

const chinese: OperatorSentences = {
  lang: "zh-Hans",
  title: "Edgetill：对账",
  question: "账目对得上吗？",
  key: "运营密钥",
  prove: "开始对账",
  wrongKey: "这不是运营密钥。",
  readSoFar: (objects, isAll) => `${isAll ? "账本已全部读完" : "目前已读账本"}：${objects} 本。`,
  checked: (movements) => `已向对方核对：${movements} 笔。`,
  underWay: (movements) => `进行中：${movements} 笔。`,
  broken: (movements) => `不符：${movements} 笔。`,
  again: "重新开始",
  goOn: "继续",
  columns: ["状态", "款项", "金额", "记账方", "已过时间", "下次重试"],
  states: { open: "进行中", broken: "不符" },
  why: {
    missing: "对方没有这笔款项",
    differs: "对方的金额不同",
    twice: "对方记了两次",
    nobodys: "不知道属于谁",
  },
  between: (merchant, wallet) => `商家 ${merchant}，钱包 ${wallet}`,
  bookedBy: { merchant: "商家", wallet: "钱包" },
  seconds: (age) => `${age} 秒`,
  noNextTry: "不再重试，需要人工查看",
};

const ALL: Readonly<Record<Language, OperatorSentences>> = { en: english, zh: chinese };

export const operatorSentencesIn = (language: Language): OperatorSentences => ALL[language];
