import type { Finding } from "../contract/reconciliation.ts";
import type { StuckKind } from "../contract/status.ts";
import type { Language } from "../contract/merchant.ts";

/** What the operator's page says. */
export interface OperatorSentences {
  /** Of the page, for screen readers (BCP 47). */
  readonly lang: string;
  readonly title: string;
  readonly heading: string;
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
  readonly status: StatusSentences;
}

/** Of how things stand. */
export interface StatusSentences {
  readonly show: string;
  readonly again: string;
  readonly nothingStuck: string;
  readonly stuckCount: (count: number) => string;
  readonly noHold: string;
  readonly oldestHold: (amount: string, age: string) => string;
  readonly objects: (merchants: number, wallets: number) => string;
  readonly asked: (minutes: number) => string;
  readonly stuck: string;
  readonly stuckColumns: readonly string[];
  readonly whats: Readonly<Record<StuckKind, string>>;
  readonly sales: string;
  readonly salesColumns: readonly string[];
  readonly noSales: string;
  readonly rails: string;
  readonly railColumns: readonly string[];
  readonly refusals: string;
  readonly refusalColumns: readonly string[];
  readonly noRefusals: string;
  readonly alike: string;
  readonly alikeColumns: readonly string[];
}

const english: OperatorSentences = {
  lang: "en",
  title: "Edgetill: operator",
  heading: "Is all well?",
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
    "hold-lost": "paid here, but the rail let go of the money before it was taken",
  },
  between: (merchant, wallet) => `merchant ${merchant}, wallet ${wallet}`,
  bookedBy: { merchant: "merchant", wallet: "wallet" },
  seconds: (age) => `${age} s`,
  noNextTry: "none: somebody has to look",
  status: {
    show: "How things stand",
    again: "Look again",
    nothingStuck: "Nothing is stuck.",
    stuckCount: (count) => `Stuck: ${count}.`,
    noHold: "Every hold of a wallet's money was decided about in its time.",
    oldestHold: (amount, age) => `Oldest hold without a decision: ${amount}, for ${age}.`,
    objects: (merchants, wallets) => `Merchants: ${merchants}. Wallets: ${wallets}.`,
    asked: (minutes) => `Figures of merchants and wallets are up to ${minutes} min old.`,
    stuck: "Stuck",
    stuckColumns: ["What", "Whose", "Way to pay", "Amount", "For"],
    whats: {
      paying: "payment not decided",
      posting: "held money not taken yet",
      refunding: "refund not through",
      returning: "late money not given back",
      crediting: "wallet not credited",
      hold: "hold not decided",
    },
    sales: "Sales in 24 hours",
    salesColumns: ["Sales", "Amount"],
    noSales: "None.",
    rails: "Ways to pay in 24 hours (of these, in the last two)",
    railColumns: ["Way to pay", "Paid", "Declined", "No answer in time"],
    refusals: "Refusals in 24 hours",
    refusalColumns: ["Problem", "Times"],
    noRefusals: "None.",
    alike: "Shops that can be taken for another",
    alikeColumns: ["Whose", "Name", "Looks like"],
  },
};

const chinese: OperatorSentences = {
  lang: "zh-Hans",
  title: "Edgetill：运营",
  heading: "一切正常吗？",
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
    "hold-lost": "此处已记为付款，但支付渠道在扣款前放弃了授权",
  },
  between: (merchant, wallet) => `商家 ${merchant}，钱包 ${wallet}`,
  bookedBy: { merchant: "商家", wallet: "钱包" },
  seconds: (age) => `${age} 秒`,
  noNextTry: "不再重试，需要人工查看",
  status: {
    show: "查看运行状况",
    again: "刷新",
    nothingStuck: "没有卡住的业务。",
    stuckCount: (count) => `卡住的业务：${count} 件。`,
    noHold: "钱包冻结的款项都已按时处理。",
    oldestHold: (amount, age) => `最久未处理的冻结款：${amount}，已 ${age}。`,
    objects: (merchants, wallets) => `商家：${merchants} 家。钱包：${wallets} 个。`,
    asked: (minutes) => `商家和钱包的数据最多为 ${minutes} 分钟前。`,
    stuck: "卡住的业务",
    stuckColumns: ["事项", "属于", "付款方式", "金额", "已过"],
    whats: {
      paying: "付款未定",
      posting: "冻结款尚未收取",
      refunding: "退款未完成",
      returning: "迟到款项未退回",
      crediting: "钱包未入账",
      hold: "冻结款未处理",
    },
    sales: "24 小时销售",
    salesColumns: ["笔数", "金额"],
    noSales: "没有。",
    rails: "24 小时付款方式（括号内为最近两小时）",
    railColumns: ["付款方式", "成功", "被拒", "未按时答复"],
    refusals: "24 小时拒绝的请求",
    refusalColumns: ["问题", "次数"],
    noRefusals: "没有。",
    alike: "名字容易与别家混淆的店铺",
    alikeColumns: ["哪一家", "名字", "看起来像"],
  },
};

const ALL: Readonly<Record<Language, OperatorSentences>> = { en: english, zh: chinese };

export const operatorSentencesIn = (language: Language): OperatorSentences => ALL[language];
