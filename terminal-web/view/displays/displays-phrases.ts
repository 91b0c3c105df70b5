import type { Language } from "../../../worker/contract/merchant.ts";

const en = {
  title: "Customer display",
  lead: "A second screen or a tablet that faces your customers. It shows the amount, the bill, the code and the result of this till, and can do nothing else.",
  stolen:
    "Unlink one that was lost or taken: from that instant it learns nothing more, and it never held anything to pay or sell with.",
  display: (number: number) => `Display ${number}`,
  watching: "Showing now",
  seen: (when: string) => `Last here ${when}`,
  none: "No display is linked.",
  link: "Link a display",
  linking: "Making a link…",
  scan: "Open this with the other screen's camera",
  once: (time: string) => `It works once, until ${time}.`,
  over: "This link's time is over.",
  another: "Make another link",
  openHere: "Open on this device",
  copy: "Copy the link",
  copied: "Copied",
  close: "Close",
  unlink: "Unlink",
  unlinkOne: (number: number) => `Unlink display ${number}`,
  linked: "Linked. It shows the shop's name until the next sale.",
  unlinked: "Unlinked",
  full: "Four displays are linked, which is all a till may have.",
  loading: "Loading…",
  faults: {
    offline: "No network. Displays cannot be linked or unlinked now.",
    unanswered: "No answer came. Look at the list before trying again.",
    refused: "The server did not do it.",
    forbidden: "You may not do this at the till; the owner says who may.",
  },
  tryAgain: "Try again",
};

export type DisplaysPhrases = typeof en;

const zh: DisplaysPhrases = {
  title: "顾客屏",
  lead: "面向顾客的第二块屏幕或平板。它只显示这个收银台的金额、账单、二维码和结果，别的什么也做不了。",
  stolen: "如果丢了或被拿走，请解除连接：从那一刻起它什么也收不到，它也从来没有收款或付款的权限。",
  display: (number) => `顾客屏 ${number}`,
  watching: "正在显示",
  seen: (when) => `最后在线：${when}`,
  none: "还没有连接顾客屏。",
  link: "连接顾客屏",
  linking: "正在生成链接…",
  scan: "请用另一块屏幕的相机扫描",
  once: (time) => `只能用一次，${time} 前有效。`,
  over: "这个链接已过期。",
  another: "再生成一个链接",
  openHere: "在本设备上打开",
  copy: "复制链接",
  copied: "已复制",
  close: "关闭",
  unlink: "解除",
  unlinkOne: (number) => `解除顾客屏 ${number}`,
  linked: "已连接。下一笔收款前，它会显示店名。",
  unlinked: "已解除连接",
  full: "已连接四块顾客屏，这是一个收银台的上限。",
  loading: "正在加载…",
  faults: {
    offline: "没有网络，现在不能连接或解除顾客屏。",
    unanswered: "没有收到答复，请先看看列表再试。",
    refused: "服务器没有执行。",
    forbidden: "您无权在收款机上这样做，由店主决定谁可以。",
  },
  tryAgain: "再试一次",
};

/** What the screen about customer displays says, by language. It loads with that screen. */
export const DISPLAYS_PHRASES: Readonly<Record<Language, DisplaysPhrases>> = { en, zh };
