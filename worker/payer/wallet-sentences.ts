import type { Language } from "../contract/merchant.ts";

/** What a payer reads about the wallet. */
export interface WalletSentences {
  readonly wallet: string;
  /** What the passkey is called in the phone's own list. */
  readonly passkeyName: string;
  readonly pay: (amount: string) => string;
  readonly balance: (amount: string) => string;
  readonly notEnough: (amount: string) => string;
  readonly overLimit: string;
  readonly newPhone: (once: string, aDay: string) => string;
  readonly addCash: string;
  readonly addPractice: (amount: string) => string;
  readonly open: string;
  readonly openWhy: string;
  readonly find: string;
  readonly failed: string;
  readonly cannot: string;
  readonly held: (amount: string) => string;
  readonly empty: string;
  readonly nothingYet: string;
  readonly forget: string;
  readonly statement: string;
  readonly earlier: string;
  readonly types: Readonly<
    Record<"payment" | "returned" | "top-up" | "refund" | "sent-back", string>
  >;
  readonly states: Readonly<Record<"pending" | "voided", string>>;
  readonly practice: string;
  readonly stop: string;
  readonly stopMore: string;
  readonly topUp: string;
  readonly at: (merchant: string) => string;
  readonly into: (amount: string) => string;
  readonly handOver: (amount: string) => string;
  readonly handOverMore: string;
  readonly toppedUp: (amount: string) => string;
  readonly onItsWay: string;
  readonly add: string;
  readonly addNow: string;
  readonly limits: (once: string, inAll: string) => string;
  readonly full: string;
  readonly takenBy: (merchant: string) => string;
  readonly adding: string;
  readonly coming: (amount: string) => string;
  readonly notYet: (amount: string) => string;
  readonly look: string;
  readonly leaveIt: string;
  readonly arriving: string;
  readonly added: (amount: string) => string;
  readonly sendBack: (amount: string) => string;
  readonly sendBackMore: string;
  readonly notSentBack: string;
  readonly notAdded: string;
  readonly notAddedMore: string;
}

const english: WalletSentences = {
  wallet: "Wallet",
  passkeyName: "Wallet",
  pay: (amount) => `Pay ${amount} with wallet`,
  balance: (amount) => `${amount} in your wallet`,
  notEnough: (amount) => `${amount} in your wallet: not enough for this bill.`,
  overLimit: "This is more than a wallet may pay at once or in one day.",
  newPhone: (once, aDay) =>
    `This phone found its wallet less than a day ago: it may pay ${once} at once and ${aDay} a day. From tomorrow on, more.`,
  addCash: "The counter can fill it up: say so and hand over cash.",
  addPractice: (amount) => `Add ${amount} of practice money`,
  open: "Open a wallet",
  openWhy: "With this phone's fingerprint, face or code. No e-mail, no password.",
  find: "I have a wallet",
  failed: "That did not work, and nothing was taken. Try again.",
  cannot: "Wallets need a page under a name, not under a bare address.",
  held: (amount) => `${amount} are held until a shop has decided`,
  empty: "There is nothing in it yet.",
  nothingYet: "Nothing has moved yet.",
  forget: "Forget this wallet on this phone",
  statement: "Statement",
  earlier: "Earlier",
  types: {
    payment: "Paid",
    returned: "Given back",
    "top-up": "Added",
    refund: "Refund",
    "sent-back": "Sent back",
  },
  states: { pending: "checking", voided: "not paid" },
  practice: "practice money",
  stop: "Stop this payment",
  stopMore: "If the shop has not taken it yet, the money is free again; if it has, this says paid.",
  topUp: "Fill up a wallet",
  at: (merchant) => `with cash at ${merchant}`,
  into: (amount) => `Put ${amount} into my wallet`,
  handOver: (amount) => `Hand over ${amount} in cash`,
  handOverMore: "The counter compares the words below with the till, and takes the money.",
  toppedUp: (amount) => `${amount} are in your wallet`,
  onItsWay: "The counter has the cash; your wallet takes it in within moments.",
  add: "Add money",
  addNow: "Add",
  limits: (once, inAll) => `Up to ${once} at once; a wallet holds up to ${inAll}.`,
  full: "Your wallet is as full as it may be. Spend some of it first.",
  takenBy: (merchant) => `Taken by ${merchant} for your wallet`,
  adding: "Adding to your wallet",
  coming: (amount) => `${amount} are on the way to your wallet.`,
  notYet: (amount) => `${amount} were not added.`,
  look: "Look",
  leaveIt: "Leave it",
  added: (amount) => `Added ${amount} to a wallet`,
  arriving: "The money was taken; your wallet has it within moments.",
  sendBack: (amount) => `Send ${amount} back`,
  sendBackMore: "It leaves your wallet and goes back where it came from.",
  notSentBack: "Could not be sent back, and is in your wallet again:",
  notAdded: "Nothing was added",
  notAddedMore: "No money was taken for it. If some comes late after all, it goes back by itself.",
};

const chinese: WalletSentences = {
  wallet: "钱包",
  passkeyName: "钱包",
  pay: (amount) => `用钱包支付 ${amount}`,
  balance: (amount) => `钱包余额 ${amount}`,
  notEnough: (amount) => `钱包余额 ${amount}，不够支付这张账单。`,
  overLimit: "超出了钱包单笔或单日的限额。",
  newPhone: (once, aDay) =>
    `本机刚登录这个钱包：首日单笔最多 ${once}，当日共 ${aDay}，明天起恢复正常限额。`,
  addCash: "可以在柜台用现金充值，告诉店员即可。",
  addPractice: (amount) => `充入 ${amount} 练习用的钱`,
  open: "开通钱包",
  openWhy: "用本机的指纹、面容或密码即可，无需邮箱和口令。",
  find: "我已有钱包",
  failed: "没有成功，未扣款，请再试一次。",
  cannot: "钱包只能在有域名的页面上使用。",
  held: (amount) => `${amount} 已冻结，等待商家确认`,
  empty: "钱包里还没有钱。",
  nothingYet: "还没有任何记录。",
  forget: "在本机上退出这个钱包",
  statement: "明细",
  earlier: "更早",
  types: {
    payment: "支付",
    returned: "退回",
    "top-up": "充值",
    refund: "退款",
    "sent-back": "退回原处",
  },
  states: { pending: "核实中", voided: "未支付" },
  practice: "练习用的钱",
  stop: "停止这笔付款",
  stopMore: "如果商家还没有收下，钱会退回钱包；如果已经收下，本页会显示已支付。",
  topUp: "钱包充值",
  at: (merchant) => `在${merchant}付现金`,
  into: (amount) => `充入我的钱包 ${amount}`,
  handOver: (amount) => `请把 ${amount} 现金交给店员`,
  handOverMore: "店员会核对下面的词与收款机是否一致，然后收款。",
  toppedUp: (amount) => `${amount} 已充入钱包`,
  onItsWay: "店员已收到现金，稍后到账。",
  add: "充值",
  addNow: "充值",
  limits: (once, inAll) => `单次最多 ${once}，钱包最多存 ${inAll}。`,
  full: "钱包已满，请先使用一些余额。",
  takenBy: (merchant) => `由${merchant}代收，存入您的钱包`,
  adding: "正在充入您的钱包",
  coming: (amount) => `${amount} 正在存入您的钱包。`,
  notYet: (amount) => `${amount} 没有充入。`,
  look: "查看",
  leaveIt: "不充了",
  added: (amount) => `已向钱包充值 ${amount}`,
  arriving: "已收款，稍后到账。",
  sendBack: (amount) => `原路退回 ${amount}`,
  sendBackMore: "这笔钱将离开钱包，退回原付款方式。",
  notSentBack: "未能退回，已回到您的钱包：",
  notAdded: "没有充入",
  notAddedMore: "没有为此收款。如果之后仍有款项到达，会自动退回。",
};

const ALL: Readonly<Record<Language, WalletSentences>> = { en: english, zh: chinese };

export const walletSentencesIn = (language: Language): WalletSentences => ALL[language];
