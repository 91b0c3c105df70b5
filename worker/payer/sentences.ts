import type { ProblemType } from "../contract/problem.ts";
import type { Language } from "../contract/merchant.ts";

/** What a payer reads. Every sentence says what is so and what to do next. */
export interface Sentences {
  readonly pay: (amount: string) => string;
  readonly to: (merchant: string) => string;
  readonly total: string;
  readonly part: (index: number, count: number, whole: string) => string;
  readonly yourPart: string;
  readonly orderNumber: string;
  readonly time: string;
  readonly paidWith: string;
  readonly sandbox: string;
  readonly testMode: string;
  /** On what was paid: no real money moved. */
  readonly testMoney: string;
  readonly noRail: string;
  readonly atRail: string;
  readonly atRailMore: string;
  readonly toRail: string;
  readonly stop: string;
  readonly ways: Readonly<Record<string, string>>;
  readonly waiting: string;
  readonly waitingMore: string;
  readonly notMe: string;
  readonly stepUp: string;
  readonly stepUpWhy: (merchant: string) => string;
  readonly showPlace: string;
  readonly placeWhy: string;
  readonly noPlace: string;
  readonly notHere: string;
  readonly chooseWords: string;
  readonly missesLeft: (count: number) => string;
  readonly words: string;
  readonly paying: string;
  readonly payingMore: string;
  readonly checking: string;
  readonly checkingMore: string;
  readonly paid: (amount: string) => string;
  readonly paidMore: (merchant: string) => string;
  readonly receipt: string;
  readonly keepReceipt: string;
  readonly print: string;
  readonly cashGiven: string;
  readonly cashChange: string;
  /** What the payer's browser says of the receipt's signature. */
  readonly sealed: Readonly<Record<"unchecked" | "verified" | "unable" | "mismatch", string>>;
  readonly signedFile: string;
  readonly offline: string;
  readonly tryAgain: string;
  readonly declined: Readonly<Record<string, string>>;
  readonly refunds: Readonly<Record<"pending" | "done" | "failed", string>>;
  readonly rails: Readonly<Record<string, string>>;
  /** A title and what to do next, for everything that can be in the way. */
  readonly trouble: Readonly<Record<Trouble, readonly [title: string, next: string]>>;
}

/** What can be in a payer's way. */
export type Trouble = Extract<
  ProblemType,
  | "token-invalid"
  | "token-expired"
  | "token-early"
  | "handle-unknown"
  | "terminal-revoked"
  | "order-not-found"
  | "order-claimed"
  | "order-paying"
  | "order-paid"
  | "order-expired"
  | "order-cancelled"
  | "order-worn-out"
  | "claim-ended"
  | "claim-unknown"
  | "place-refused"
  | "over-limit"
  | "payments-too-many"
  | "refund-exceeds-captured"
  | "not-found"
  | "rate-limited"
  | "temporarily-unavailable"
>;

const english: Sentences = {
  pay: (amount) => `Pay ${amount}`,
  to: (merchant) => `to ${merchant}`,
  total: "Total",
  part: (index, count, whole) => `Your part ${index} of ${count} of ${whole}`,
  yourPart: "Your part",
  orderNumber: "Order",
  time: "Time",
  paidWith: "Paid with",
  sandbox: "Practice money. Nothing is charged.",
  testMode: "Card payments are in test mode: no card and no account is charged.",
  testMoney: "Practice money. Nothing is charged.",
  atRail: "Pay on Stripe’s page",
  atRailMore: "Stripe takes the payment and brings you back here.",
  toRail: "Go to Stripe",
  stop: "Pay another way",
  noRail: "This bill cannot be paid by phone. Please pay at the counter.",
  ways: { card: "Card", alipay: "Alipay", wechat_pay: "WeChat Pay" },
  waiting: "Waiting for the till",
  waitingMore: "Your bill will be here in a moment.",
  notMe: "This is not my bill",
  stepUp: "One more thing before you pay",
  stepUpWhy: (merchant) => `${merchant} asks whether you are really at the till.`,
  showPlace: "Show that I am here",
  placeWhy: "Your position is compared once and then forgotten.",
  noPlace:
    "Your phone did not say where it is. Allow it for this page and try again, or ask at the counter.",
  notHere:
    "Your phone's place does not show that you are at the till. Nothing was charged. Ask at the counter.",
  chooseWords: "Which words are on the till?",
  missesLeft: (count) =>
    count === 1
      ? "Those were not the words. One try is left."
      : `Those were not the words. ${count} tries are left.`,
  words: "On the till it says: ",
  paying: "Paying…",
  payingMore: "Keep this page open for a moment.",
  checking: "Checking with the bank",
  checkingMore:
    "It has not said yet whether the money moved. Do not pay again: this page will say as soon as it knows.",
  paid: (amount) => `Paid ${amount}`,
  paidMore: (merchant) => `${merchant} hears it too, at this moment.`,
  receipt: "Receipt",
  keepReceipt: "Keep this link: it stays good.",
  print: "Print",
  cashGiven: "Cash given",
  cashChange: "Change",
  sealed: {
    unchecked: "This receipt is signed.",
    verified: "Verified: the signature is good, and it is for what you see here.",
    unable: "Could not verify here: this browser or connection cannot check the signature.",
    mismatch:
      "Does not match: what you see here is not what was signed. Do not rely on it; ask the shop.",
  },
  signedFile: "Signed receipt (file)",
  offline: "No connection. This page goes on by itself when it is back.",
  tryAgain: "Try again",
  declined: {
    "insufficient-funds": "There was not enough money for this payment. Nothing was taken.",
    "refused-by-rail": "The bank refused the payment. Nothing was taken.",
    "over-limit": "This is more than a wallet may pay at once or in one day. Nothing was taken.",
    "amount-differs": "The bank reported another amount. It is sent back to you.",
    abandoned: "The payment was stopped. Nothing was taken.",
  },
  refunds: { pending: "Refund on its way", done: "Refunded", failed: "Refund did not go through" },
  rails: {
    sandbox: "practice money",
    cash: "cash",
    wallet: "wallet",
    stripe: "card or phone, through Stripe",
  },
  trouble: {
    "token-invalid": [
      "This is not a code of this till",
      "Scan the code on the till's own screen. If it came from a sticker or a message, do not pay.",
    ],
    "token-expired": [
      "This code is too old",
      "Codes change every few seconds. Scan the one on the screen now.",
    ],
    "token-early": ["The till's clock is ahead", "Wait ten seconds and scan again."],
    "handle-unknown": [
      "No till is waiting for you here",
      "Its bill may be paid or over. Scan the code on the till's screen instead.",
    ],
    "terminal-revoked": [
      "This till is switched off",
      "Ask at the counter for another one. Nothing was charged.",
    ],
    "order-not-found": [
      "The till has not sent this bill",
      "It may be without a connection. Scan the code again in a moment.",
    ],
    "order-claimed": [
      "Another phone has this bill open",
      "If that is not someone with you, ask at the counter. Otherwise wait a minute and scan again.",
    ],
    "order-paying": ["This bill is being paid", "Another phone is paying it now."],
    "order-paid": ["This bill is already paid", "You have nothing to pay here."],
    "order-expired": [
      "This bill's time is over",
      "Nothing was charged. Ask at the counter for a new code.",
    ],
    "order-cancelled": [
      "The shop cancelled this bill",
      "Nothing was charged. Ask at the counter if that surprises you.",
    ],
    "order-worn-out": ["This bill was opened too often", "Ask at the counter for a new one."],
    "claim-ended": [
      "You no longer hold this bill",
      "It was open too long. Nothing was charged. Scan the code on the till again.",
    ],
    "claim-unknown": ["There is no such bill", "Scan the code on the till."],
    "place-refused": [
      "This shop takes this amount only at its till",
      "Your phone seems to be somewhere else. Nothing was charged. Ask at the counter.",
    ],
    "over-limit": [
      "This is more than a wallet may hold",
      "Nothing was moved. Take a smaller amount, or spend some of it first.",
    ],
    "payments-too-many": [
      "Too much is under way at once",
      "Nothing was moved by this. Wait until what you have begun is over.",
    ],
    "refund-exceeds-captured": [
      "Nothing was sent back",
      "Your wallet does not have that much any more, or it has been sent already.",
    ],
    "not-found": ["There is nothing here", "Check that the link is whole."],
    "rate-limited": [
      "Too many tries at this till just now",
      "No money has moved. Scan again in a minute, or ask at the counter.",
    ],
    "temporarily-unavailable": [
      "We could not answer just now",
      "Open this again in a moment: it says what became of it, and nothing is paid twice.",
    ],
  },
};

const chinese: Sentences = {
  pay: (amount) => `支付 ${amount}`,
  to: (merchant) => `付给 ${merchant}`,
  total: "合计",
  part: (index, count, whole) => `${whole} 中您的一份（第 ${index} 份，共 ${count} 份）`,
  yourPart: "您的一份",
  orderNumber: "订单号",
  time: "时间",
  paidWith: "付款方式",
  sandbox: "练习用的钱，不会真的扣款。",
  testMode: "银行卡支付处于测试模式，不会从银行卡或账户扣款。",
  testMoney: "练习用的钱，不会真的扣款。",
  atRail: "请在 Stripe 页面付款",
  atRailMore: "由 Stripe 收款，付款后会自动回到这里。",
  toRail: "前往 Stripe",
  stop: "换一种付款方式",
  noRail: "这张账单不能用手机支付，请到柜台付款。",
  ways: { card: "银行卡", alipay: "支付宝", wechat_pay: "微信支付" },
  waiting: "正在等待收款机",
  waitingMore: "账单马上就到。",
  notMe: "这不是我的账单",
  stepUp: "付款前还有一步",
  stepUpWhy: (merchant) => `${merchant}需要确认您就在收款机旁。`,
  showPlace: "证明我在这里",
  placeWhy: "您的位置只比对一次，不会保存。",
  noPlace: "手机没有给出位置。请允许本页使用位置后再试，或询问柜台。",
  notHere: "手机的位置未能表明您在收款机旁，未扣款。请询问柜台。",
  chooseWords: "收款机上显示的是哪个词？",
  missesLeft: (count) => `选错了，还可以再试 ${count} 次。`,
  words: "收款机上显示：",
  paying: "正在支付…",
  payingMore: "请先不要关闭本页。",
  checking: "正在向银行核实",
  checkingMore: "银行还没有答复。请不要重复付款，一有结果本页会立刻显示。",
  paid: (amount) => `已支付 ${amount}`,
  paidMore: (merchant) => `${merchant}此刻也同时收到了结果。`,
  receipt: "收据",
  keepReceipt: "请保存此链接，长期有效。",
  print: "打印",
  cashGiven: "收取现金",
  cashChange: "找零",
  sealed: {
    unchecked: "此收据带有数字签名。",
    verified: "已验证：签名有效，且与此处所见内容一致。",
    unable: "此处无法验证：当前浏览器或连接不支持检查签名。",
    mismatch: "内容不符：此处所见与签名内容不一致。请勿采信，并询问商家。",
  },
  signedFile: "签名收据（文件）",
  offline: "没有网络。恢复后本页会自动继续。",
  tryAgain: "再试一次",
  declined: {
    "insufficient-funds": "余额不足，未扣款。",
    "refused-by-rail": "银行拒绝了这笔付款，未扣款。",
    "over-limit": "超出了钱包单笔或单日的限额，未扣款。",
    "amount-differs": "银行报告的金额不符，款项会退还给您。",
    abandoned: "付款已停止，未扣款。",
  },
  refunds: { pending: "退款处理中", done: "已退款", failed: "退款未成功" },
  rails: {
    sandbox: "练习用的钱",
    cash: "现金",
    wallet: "钱包",
    stripe: "银行卡或手机，经 Stripe",
  },
  trouble: {
    "token-invalid": [
      "这不是本收款机的二维码",
      "请扫描收款机屏幕上的二维码。如果它来自贴纸或消息，请不要付款。",
    ],
    "payments-too-many": ["同时进行的太多", "这次没有动用任何钱。请等已开始的完成后再试。"],
    "refund-exceeds-captured": ["没有退回", "钱包余额已不足，或已经退回。"],
    "token-expired": ["二维码已过期", "二维码每隔几秒更换一次，请扫描屏幕上现在的这一个。"],
    "token-early": ["收款机的时钟偏快", "请等十秒再扫一次。"],
    "handle-unknown": [
      "附近没有等待付款的收款机",
      "账单可能已付清或已结束。请改扫收款机屏幕上的二维码。",
    ],
    "terminal-revoked": ["这台收款机已停用", "请到柜台换一台付款。未扣款。"],
    "order-not-found": ["收款机还没有发来账单", "它可能暂时没有网络，请稍后再扫一次。"],
    "order-claimed": [
      "另一部手机正打开这张账单",
      "如果不是与您同行的人，请询问柜台；否则请一分钟后再扫。",
    ],
    "order-paying": ["这张账单正在支付", "另一部手机正在付款。"],
    "order-paid": ["这张账单已经付清", "您无需再付款。"],
    "order-expired": ["这张账单已超时", "未扣款。请向柜台要一个新的二维码。"],
    "order-cancelled": ["商家取消了这张账单", "未扣款。如有疑问请询问柜台。"],
    "order-worn-out": ["这张账单被打开的次数太多", "请向柜台要一张新的账单。"],
    "claim-ended": ["您已不再持有这张账单", "打开时间过长，未扣款。请重新扫描收款机上的二维码。"],
    "claim-unknown": ["没有这张账单", "请扫描收款机上的二维码。"],
    "place-refused": ["本店这个金额只在收款机旁收取", "您的手机似乎在别处，未扣款。请询问柜台。"],
    "over-limit": ["超出了钱包的限额", "没有任何变动。请选择更小的金额，或先使用一些余额。"],
    "not-found": ["这里什么也没有", "请检查链接是否完整。"],
    "rate-limited": ["这台收款机此刻操作过多", "未扣款。请等一分钟再扫一次，或询问柜台。"],
    "temporarily-unavailable": [
      "暂时无法答复",
      "请稍后重新打开本页：届时会显示结果，不会重复扣款。",
    ],
  },
};

const ALL: Readonly<Record<Language, Sentences>> = { en: english, zh: chinese };

export const sentencesIn = (language: Language): Sentences => ALL[language];
