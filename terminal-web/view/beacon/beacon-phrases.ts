import type { Language } from "../../../worker/contract/merchant.ts";
import type { BeaconFailure, BeaconLook, Range } from "../../state/beacon-look.ts";

/** What the till says of its beacon. For each failure: what is so, and what to do. */
export interface BeaconPhrases {
  readonly beacon: string;
  readonly what: string;
  readonly connect: string;
  readonly reconnect: string;
  readonly another: string;
  readonly forget: string;
  readonly forgetHint: string;
  readonly lockCode: string;
  readonly lockCodeHint: string;
  readonly lockCodeWrong: string;
  readonly range: string;
  readonly rangeHint: string;
  readonly ranges: Readonly<Record<Range, string>>;
  readonly states: Readonly<Record<BeaconLook["status"], string>>;
  readonly battery: (percent: number) => string;
  readonly contact: (time: string) => string;
  /** For the counter: where a phone picks the order up. */
  readonly near: string;
  /** An order may still be on the air; `time` where it ends by itself. */
  readonly leftover: (time: string | null) => string;
  /** Said after a failure while the till goes on trying. */
  readonly retrying: string;
  readonly failures: Readonly<
    Record<Exclude<BeaconFailure, "no-device-selected">, readonly [title: string, next: string]>
  >;
}

const en: BeaconPhrases = {
  beacon: "Bluetooth beacon",
  what: "A beacon beside the till lets a phone pick the order up by Bluetooth. The code on the screen works as well, always.",
  connect: "Connect a beacon",
  reconnect: "Try again now",
  another: "Connect another beacon",
  forget: "Forget this beacon",
  forgetHint: "Forgetting it takes everything of ours off it.",
  lockCode: "Lock code, if it has one",
  lockCodeHint:
    "32 digits and letters a to f, as they came with the beacon. Not needed for a Puck.js.",
  lockCodeWrong: "A lock code has 32 digits and letters a to f. Check it and connect again.",
  range: "How far it is heard",
  rangeHint: "Walls, people and pockets change it. It is not a fence.",
  ranges: { arm: "At arm's length", counter: "At the counter", room: "In the room" },
  states: {
    unsupported: "Not in this browser",
    none: "None connected",
    choosing: "Choose it in the browser's list",
    working: "Speaking with the beacon…",
    showing: "Broadcasting this order",
    silent: "Ready, and silent",
    waiting: "Not reached; trying again",
    stuck: "Needs you",
  },
  battery: (percent) => `Battery ${percent} %`,
  contact: (time) => `Last contact ${time}`,
  near: "To print for the counter: phones pick the order up at",
  leftover: (time) =>
    time === null
      ? "It may still broadcast an order that is over. Phones that pick it up are told so; nobody can pay it twice."
      : `It may still broadcast an order that is over, until ${time} at the latest. Phones that pick it up are told so.`,
  retrying: "The till tries again by itself.",
  failures: {
    unsupported: [
      "This browser has no Bluetooth for pages",
      "Use Chrome on Android, Windows or macOS. The code on the screen needs no Bluetooth.",
    ],
    "bluetooth-off": ["Bluetooth is off", "Switch it on in this device's settings."],
    "not-allowed": [
      "This page may not use Bluetooth",
      "Allow it in the browser's settings for this page, then connect again.",
    ],
    "tap-needed": [
      "The beacon has to be found again",
      "After a reload this browser finds it only by a tap. Tap below, and choose it in the list once more.",
    ],
    unreachable: [
      "The beacon is not reached",
      "Is it near, and its battery good? A phone may also be speaking with it.",
    ],
    "device-disconnected": ["The link was lost", "Put the beacon closer if it happens often."],
    timeout: ["The beacon does not answer", "If it stays so, take its battery out for a moment."],
    "key-needed": ["The beacon is locked", "Type the lock code that came with it, then connect."],
    "locked-out": [
      "The beacon does not take this till's key",
      "Check the lock code. A Puck.js that served another till forgets it when its battery is taken out for a moment.",
    ],
    refused: ["The beacon refused", "If it stays so, take its battery out for a moment."],
    "not-a-beacon": [
      "This device is no beacon that the till knows",
      "It knows Eddystone beacons with the configuration service, and Puck.js. Choose another one.",
    ],
    "left-showing": [
      "The beacon was forgotten, but not reached",
      "It may go on with an order that is over. Connect it once more near the till, or take its battery out.",
    ],
  },
};

const zh: BeaconPhrases = {
  beacon: "蓝牙信标",
  what: "收款机旁的信标让手机用蓝牙取得账单。屏幕上的二维码始终同样可用。",
  connect: "连接信标",
  reconnect: "立即重试",
  another: "连接另一个信标",
  forget: "忘记此信标",
  forgetHint: "忘记时会清除信标上属于本机的一切。",
  lockCode: "锁定码（如有）",
  lockCodeHint: "随信标附带的 32 位数字与字母 a 到 f。Puck.js 不需要。",
  lockCodeWrong: "锁定码为 32 位数字与字母 a 到 f。请核对后重新连接。",
  range: "可被收到的距离",
  rangeHint: "墙壁、人群和口袋都会影响距离。它不是围栏。",
  ranges: { arm: "伸手可及", counter: "柜台周围", room: "整个店内" },
  states: {
    unsupported: "此浏览器不支持",
    none: "未连接",
    choosing: "请在浏览器列表中选择",
    working: "正在与信标通信…",
    showing: "正在广播此订单",
    silent: "就绪，未广播",
    waiting: "未能连上，正在重试",
    stuck: "需要您处理",
  },
  battery: (percent) => `电量 ${percent}%`,
  contact: (time) => `上次联系 ${time}`,
  near: "可印在柜台上：手机在此取得账单",
  leftover: (time) =>
    time === null
      ? "它可能仍在广播已结束的订单。收到的手机会得到说明，没有人会重复付款。"
      : `它可能仍在广播已结束的订单，最迟到 ${time}。收到的手机会得到说明。`,
  retrying: "收款机会自动重试。",
  failures: {
    unsupported: [
      "此浏览器不允许网页使用蓝牙",
      "请在安卓、Windows 或 macOS 上使用 Chrome。屏幕上的二维码不需要蓝牙。",
    ],
    "bluetooth-off": ["蓝牙已关闭", "请在本机设置中打开。"],
    "not-allowed": ["本页无权使用蓝牙", "请在浏览器设置中允许本页使用，然后重新连接。"],
    "tap-needed": [
      "需要重新找到信标",
      "重新载入后，此浏览器要您点一下才能找到它。请点下面的按钮，并在列表中再选一次。",
    ],
    unreachable: ["连不上信标", "它在附近吗，电池还好吗？也可能有手机正在与它通信。"],
    "device-disconnected": ["连接中断", "如果经常发生，请把信标放近一些。"],
    timeout: ["信标没有回应", "如果一直如此，请取出电池片刻再装回。"],
    "key-needed": ["信标已锁定", "请输入随它附带的锁定码，然后连接。"],
    "locked-out": [
      "信标不接受本机的密钥",
      "请检查锁定码。曾为另一台收款机使用的 Puck.js，取出电池片刻后就会忘记旧密钥。",
    ],
    refused: ["信标拒绝了请求", "如果一直如此，请取出电池片刻再装回。"],
    "not-a-beacon": [
      "这不是收款机认识的信标",
      "它认识带配置服务的 Eddystone 信标和 Puck.js。请另选一个。",
    ],
    "left-showing": [
      "信标已被忘记，但未能连上",
      "它可能仍在广播已结束的订单。请在收款机旁再连接一次，或取出它的电池。",
    ],
  },
};

/** By the till's language. They load with the screen. */
export const BEACON_PHRASES: Readonly<Record<Language, BeaconPhrases>> = { en, zh };
