import type { Language } from "../../../worker/contract/merchant.ts";

const en = {
  title: "Added to wallets on payers' phones",
  lead: "This money came through you for payers' wallets. You owe it to them, and it is no sale.",
  states: {
    waiting: "Not paid yet",
    paying: "Being paid",
    checking: "Checking",
    crediting: "Paid, on its way into the wallet",
    credited: "Added to the wallet",
    nothing: "Nothing came of it",
  },
  /** What its wallet sends back to where it came from. */
  sentBack: {
    pending: (amount: string) => `${amount} on its way back to the payer`,
    done: (amount: string) => `${amount} sent back to the payer`,
    "is-owed": (amount: string) => `${amount} could not go back, and is on its way into the wallet`,
    failed: (amount: string) => `${amount} could not go back, and is in the wallet again`,
  },
  /** What the merchant gave back on the rail's own pages. */
  givenBack: {
    pending: (amount: string) => `${amount} given back on your payment provider's page, on its way`,
    done: (amount: string) => `${amount} given back on your payment provider's page`,
    failed: (amount: string) =>
      `${amount} given back on your payment provider's page came back to you`,
  },
  number: (number: string) => `Number ${number}`,
  practice: "Practice money",
  unread: "This list could not be read.",
  tryAgain: "Try again",
  earlier: "Earlier ones",
};

export type TopUpsPhrases = typeof en;

const zh: TopUpsPhrases = {
  title: "付款人在手机上充入钱包",
  lead: "这些钱经由您充入付款人的钱包，是您欠钱包的款项，不是收款。",
  states: {
    waiting: "尚未付款",
    paying: "正在付款",
    checking: "正在确认",
    crediting: "已付款，正在充入钱包",
    credited: "已充入钱包",
    nothing: "没有充入",
  },
  sentBack: {
    pending: (amount) => `${amount} 正在退给付款人`,
    done: (amount) => `${amount} 已退给付款人`,
    "is-owed": (amount) => `${amount} 未能退回，正在重新充入钱包`,
    failed: (amount) => `${amount} 未能退回，已重新充入钱包`,
  },
  givenBack: {
    pending: (amount) => `${amount} 已在支付服务商页面退款，处理中`,
    done: (amount) => `${amount} 已在支付服务商页面退款`,
    failed: (amount) => `${amount} 在支付服务商页面的退款被退回给您`,
  },
  number: (number) => `编号 ${number}`,
  practice: "练习用的钱",
  unread: "无法读取这份清单。",
  tryAgain: "再试一次",
  earlier: "更早的",
};

/** What the list of top-ups from wallets' own pages says, by language. */
export const TOP_UPS_PHRASES: Readonly<Record<Language, TopUpsPhrases>> = { en, zh };
