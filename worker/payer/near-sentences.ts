import type { Language } from "../contract/merchant.ts";

/** What can be in the way of picking a bill up: a title, and what to do next. */
export type NearTrouble =
  | "closed"
  | "off"
  | "forbidden"
  | "lost"
  | "silent"
  | "foreign"
  | "empty"
  | "noCamera"
  | "cameraForbidden"
  | "otherCode"
  | "unfocused";

/** What the page's script puts on the screen; it travels in the page. */
export interface NearSays {
  readonly looking: string;
  readonly asking: string;
  readonly opening: string;
  readonly scanning: string;
  /** The radio's strength in words, strongest first. A hint; nothing is decided by it. */
  readonly signal: readonly [close: string, near: string, far: string];
  readonly trouble: Readonly<Record<NearTrouble, readonly [title: string, next: string]>>;
}

export interface NearSentences {
  readonly title: string;
  readonly how: string;
  readonly find: string;
  readonly findMore: string;
  /** Where the browser has no Bluetooth for pages. */
  readonly withoutBluetooth: string;
  readonly camera: string;
  readonly scan: string;
  readonly scanMore: string;
  readonly stopScan: string;
  readonly says: NearSays;
}

const english: NearSentences = {
  title: "Get your bill",
  how: "Stand at the till that shows your amount.",
  find: "Find the till",
  findMore: "Your browser shows which tills are near. Choose yours; nothing is paid by that.",
  withoutBluetooth: "This browser cannot find the till by Bluetooth.",
  camera: "Point your phone's camera at the code on the till's screen, and tap the link it shows.",
  scan: "Scan the code here",
  scanMore: "The picture stays on your phone.",
  stopScan: "Stop the camera",
  says: {
    looking: "Waiting for your choice…",
    asking: "Asking the till…",
    opening: "Here is your bill…",
    scanning: "Hold the code in the picture.",
    signal: ["You are right at it.", "It is a few steps away.", "It is some way off: go closer."],
    trouble: {
      closed: [
        "No till chosen",
        "Tap again when the till shows your amount. It is in the list then.",
      ],
      off: [
        "Bluetooth is off",
        "Switch it on and tap again, or scan the code on the till's screen.",
      ],
      forbidden: [
        "This page may not use Bluetooth",
        "Allow it in the browser's settings for this page, or scan the code on the till's screen.",
      ],
      lost: ["The till went out of reach", "Go closer and tap again."],
      silent: ["The till does not answer", "Tap again, or scan the code on its screen."],
      foreign: [
        "That is not one of our tills",
        "Nothing was opened. Choose another, or scan the code on the till's screen.",
      ],
      empty: [
        "No bill is waiting there",
        "It may be paid or over. Ask at the counter, then tap again.",
      ],
      noCamera: [
        "This page cannot scan here",
        "Open the phone's own camera and point it at the code on the till's screen.",
      ],
      cameraForbidden: [
        "This page may not use the camera",
        "Allow it in the browser's settings for this page, or use the phone's own camera.",
      ],
      otherCode: [
        "That code is not one of our tills'",
        "Nothing was opened. Scan the code on the till's own screen.",
      ],
      unfocused: ["Nothing found yet", "Go closer, hold still, and keep light off the screen."],
    },
  },
};

const chinese: NearSentences = {
  title: "领取您的账单",
  how: "请站在显示您应付金额的收款机旁。",
  find: "查找收款机",
  findMore: "浏览器会列出附近的收款机，请选择您的那一台。选择并不会付款。",
  withoutBluetooth: "此浏览器不能用蓝牙查找收款机。",
  camera: "请用手机相机对准收款机屏幕上的二维码，再点按出现的链接。",
  scan: "在这里扫描二维码",
  scanMore: "画面只留在您的手机上。",
  stopScan: "关闭相机",
  says: {
    looking: "等待您选择…",
    asking: "正在询问收款机…",
    opening: "账单来了…",
    scanning: "请将二维码放入画面中。",
    signal: ["您就在它旁边。", "它在几步之外。", "距离较远，请走近一些。"],
    trouble: {
      closed: ["未选择收款机", "收款机显示金额后请再点一次，它会出现在列表中。"],
      off: ["蓝牙已关闭", "请打开蓝牙后再试，或扫描收款机屏幕上的二维码。"],
      forbidden: ["本页无权使用蓝牙", "请在浏览器设置中允许本页使用，或扫描收款机屏幕上的二维码。"],
      lost: ["与收款机的连接已断开", "请走近一些再试。"],
      silent: ["收款机没有回应", "请再试一次，或扫描它屏幕上的二维码。"],
      foreign: ["这不是我们的收款机", "没有打开任何内容。请另选一台，或扫描收款机屏幕上的二维码。"],
      empty: ["那里没有等待付款的账单", "账单可能已付清或已结束。请询问柜台后再试。"],
      noCamera: ["本页在这里无法扫描", "请打开手机自带的相机，对准收款机屏幕上的二维码。"],
      cameraForbidden: ["本页无权使用相机", "请在浏览器设置中允许本页使用，或用手机自带的相机。"],
      otherCode: ["这不是我们收款机的二维码", "没有打开任何内容。请扫描收款机自己屏幕上的二维码。"],
      unfocused: ["还没有找到二维码", "请靠近一些，拿稳手机，避开屏幕反光。"],
    },
  },
};

const ALL: Readonly<Record<Language, NearSentences>> = { en: english, zh: chinese };

export const nearSentencesIn = (language: Language): NearSentences => ALL[language];
