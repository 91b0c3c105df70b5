import type { Language } from "../contract/merchant.ts";
import type { SignUpMode } from "../contract/owner.ts";

interface FrontSentences {
  readonly title: string;
  readonly lead: string;
  /** What the picture shows, for who does not see it. */
  readonly picture: string;
  readonly paid: string;
  readonly pay: string;
  readonly shop: string;
  readonly open: string;
  readonly openMore: string;
  readonly signIn: string;
  readonly door: Readonly<Record<Exclude<SignUpMode, "open">, string>>;
  readonly payers: string;
  readonly steps: readonly (readonly [title: string, text: string])[];
  readonly practice: readonly [title: string, text: string];
  readonly elsewhere: readonly [near: string, wallet: string];
  /** Leads to the page in the other language, and is written in it. */
  readonly otherLanguage: string;
}

const english: FrontSentences = {
  title: "A till that is a web page",
  lead: "Open it on any phone, tablet or computer, type the amount, and show the code. The customer's camera opens the bill, one tap pays it, and both sides know in the same instant. Nothing to buy, nothing to install.",
  picture: "A till shows a code and €23.50; a phone shows the same bill, paid.",
  paid: "Paid",
  pay: "€23.50",
  shop: "Corner Bakery",
  open: "Open your shop",
  openMore: "A name and one passkey: your first sale is two minutes away.",
  signIn: "Sign in to your shop",
  door: {
    invitation:
      "New shops open here by invitation: whoever runs this installation can send you a link.",
    closed: "No new shops are let in here.",
  },
  payers: "What your customers see",
  steps: [
    [
      "They scan",
      "The phone's own camera opens the bill. No app, no account. The code is good only here and for some seconds.",
    ],
    ["They read", "Your shop's name, the amount and what it is for, before anything is paid."],
    ["They pay", "One tap. The till chimes and says the amount aloud; the phone has the receipt."],
  ],
  practice: [
    "Money is practice money here",
    "Nobody is charged, and no shop is paid. Codes, bills, receipts and refunds are as they will be.",
  ],
  elsewhere: ["I am at a till and want to pay", "My wallet"],
  otherLanguage: "中文",
};

const chinese: FrontSentences = {
  title: "网页就是收款机",
  lead: "用任何手机、平板或电脑打开，输入金额，出示二维码。顾客用相机扫码看到账单，点一下付款，双方同时知道结果。不用买设备，不用装应用。",
  picture: "收款机上是二维码和 23.50 元，手机上是同一张账单，已付款。",
  paid: "已付款",
  pay: "¥23.50",
  shop: "街角面包房",
  open: "开店",
  openMore: "一个店名，一把通行密钥：两分钟就能收第一笔款。",
  signIn: "登录我的店铺",
  door: {
    invitation: "这里凭邀请开店：请向本站的管理者索取邀请链接。",
    closed: "这里不再接受新店。",
  },
  payers: "您的顾客会看到",
  steps: [
    ["扫一扫", "手机自带的相机就能打开账单，无需应用，无需账号。二维码只在此处、几秒之内有效。"],
    ["看清楚", "付款之前，先看到店名、金额和明细。"],
    ["点一下", "付款完成：收款机响铃并报出金额，手机上就是收据。"],
  ],
  practice: [
    "这里用的是练习用的钱",
    "不会真的扣款，店铺也不会真的收到钱。二维码、账单、收据和退款都与将来一样。",
  ],
  elsewhere: ["我在柜台前，要付款", "我的钱包"],
  otherLanguage: "English",
};

const ALL: Readonly<Record<Language, FrontSentences>> = { en: english, zh: chinese };

export const frontSentencesIn = (language: Language): FrontSentences => ALL[language];
