import type { Language } from "../../worker/contract/merchant.ts";

/** The words for how the two legs of a sale met. They load with the list of sales. */
export interface MatchPhrases {
  /** Between the parts of the line. */
  readonly comma: string;
  readonly channels: Readonly<Record<string, string>>;
  readonly channelOther: string;
  readonly age: (seconds: string) => string;
  readonly broadcastAge: (seconds: string) => string;
  readonly phoneFirst: (seconds: string) => string;
  readonly phoneAfter: (seconds: string) => string;
  readonly together: string;
  readonly within: (metres: string) => string;
  readonly between: (nearest: string, farthest: string) => string;
  readonly beyond: (metres: string) => string;
  readonly networkBeyond: (metres: string) => string;
  readonly tillUnplaced: string;
  readonly phoneSilent: string;
  readonly provedBy: Readonly<Record<string, string>>;
}

const en: MatchPhrases = {
  comma: ", ",
  channels: {
    qr: "Scanned from the screen",
    beacon: "Picked up by Bluetooth",
    link: "Opened from a link",
  },
  channelOther: "Came another way",
  age: (seconds) => `the code was ${seconds} s old`,
  broadcastAge: (seconds) => `the broadcast was ${seconds} s old`,
  phoneFirst: (seconds) => `phone ${seconds} s before the till`,
  phoneAfter: (seconds) => `phone ${seconds} s after the till`,
  together: "phone and till together",
  within: (metres) => `phone within ${metres}`,
  between: (nearest, farthest) => `phone ${nearest} to ${farthest} away`,
  beyond: (metres) => `phone at least ${metres} away`,
  networkBeyond: (metres) => `its network at least ${metres} away`,
  tillUnplaced: "the till's own place not set",
  phoneSilent: "the phone did not say where it was",
  provedBy: { code: "the two words were right", place: "showed that it was here" },
};

const zh: MatchPhrases = {
  comma: "，",
  channels: { qr: "扫描屏幕", beacon: "蓝牙接收", link: "打开链接" },
  channelOther: "其他方式",
  age: (seconds) => `付款码已生成 ${seconds} 秒`,
  broadcastAge: (seconds) => `广播已发出 ${seconds} 秒`,
  phoneFirst: (seconds) => `手机比收款机早 ${seconds} 秒`,
  phoneAfter: (seconds) => `手机比收款机晚 ${seconds} 秒`,
  together: "手机与收款机同时",
  within: (metres) => `手机在${metres}以内`,
  between: (nearest, farthest) => `手机在${nearest}到${farthest}之间`,
  beyond: (metres) => `手机至少在${metres}以外`,
  networkBeyond: (metres) => `其网络至少在${metres}以外`,
  tillUnplaced: "收款机未设置位置",
  phoneSilent: "手机没有说明位置",
  provedBy: { code: "两个词核对无误", place: "已证明就在附近" },
};

export const MATCH_PHRASES: Readonly<Record<Language, MatchPhrases>> = { en, zh };
