import type { Language } from "../../../worker/contract/merchant.ts";

const en = {
  title: "Ways to pay",
  lead: "What customers can choose on their phones. Cash is always possible.",
  loading: "Asking the server…",
  names: {
    stripe: "Card, Alipay, WeChat Pay",
    wallet: "Wallet",
    sandbox: "Practice money",
  } as Readonly<Record<string, string>>,
  about: {
    stripe: "On Stripe’s own page. The money goes to the Stripe account of this installation.",
    wallet: "Money that customers have loaded here before, at any till that takes wallets.",
    sandbox: "For trying out. The bill counts as paid, and nobody is charged.",
  } as Readonly<Record<string, string>>,
  test: "In test mode: no card and no account is charged.",
  absent: (missing: string) =>
    `Not set up. Whoever runs this installation has to give it ${missing}; then it can be switched on here.`,
  mixed:
    "Practice money is still on: a customer who chooses it pays nothing. Switch it off before you sell.",
  none: "Nothing is switched on: customers can pay in cash only.",
  faults: {
    offline: "No network. Nothing was changed.",
    unanswered: "No answer came. Look again before you rely on it.",
    refused: "The server did not take it. Nothing was changed.",
    forbidden: "You may not change this. Somebody who may has to sign in here.",
  },
  tryAgain: "Look again",
};
export type RailsPhrases = typeof en;

const zh: RailsPhrases = {
  title: "付款方式",
  lead: "顾客在手机上可以选择的付款方式。现金随时都可以收。",
  loading: "正在询问服务器…",
  names: { stripe: "银行卡、支付宝、微信支付", wallet: "钱包", sandbox: "练习用的钱" },
  about: {
    stripe: "在 Stripe 的页面上付款，款项进入本系统的 Stripe 账户。",
    wallet: "顾客事先在支持钱包的收款机上充值的钱。",
    sandbox: "用于试用。账单显示已付，但不会真的扣款。",
  },
  test: "测试模式：不会从银行卡或账户扣款。",
  absent: (missing) => `尚未设置。需要由系统管理员提供 ${missing}，之后可以在这里开启。`,
  mixed: "练习用的钱仍然开启：选择它的顾客并没有真正付款。正式营业前请关闭。",
  none: "没有开启任何方式：顾客只能用现金付款。",
  faults: {
    offline: "没有网络，未作更改。",
    unanswered: "没有收到答复，请再查看一次。",
    refused: "服务器没有接受，未作更改。",
    forbidden: "您无权更改。请由有权限的人在此登录。",
  },
  tryAgain: "再查看一次",
};

/** What the screen about the ways to pay says, by language. It loads with the screen. */
export const RAILS_PHRASES: Readonly<Record<Language, RailsPhrases>> = { en, zh };
