import type { Language } from "../../../worker/contract/merchant.ts";

/** What the settings of sound and listening write, in English. */
const en = {
  spokenLanguage: "Language that the till speaks, and is spoken to in",
  voice: "Voice",
  anyVoice: "Chosen by the till",
  noVoice: {
    en: "This device has no English voice: the till speaks in recorded words",
    zh: "This device has no Chinese voice: the till speaks in recorded words",
  } as Readonly<Record<Language, string>>,
  listening: "Speaking to the till",
  listenings: { press: "Press and speak", "hands-free": "Hands-free", off: "Off" },
  handsFreeText:
    "After the first tap on the microphone the till listens whenever the keypad would be on the screen. What it hears fills in the amount and never charges.",
  hereOnly: "Understand speech on this device only",
  hereOnlyText:
    "No sound leaves this device. The browser may have to fetch the language first; where it cannot, there is the keypad.",
  serviceText:
    "On this device where the browser can; otherwise your voice goes to the maker of the browser, who turns it into text.",
};

const zh: typeof en = {
  spokenLanguage: "播报和听写的语言",
  voice: "语音",
  anyVoice: "由收款机选择",
  noVoice: { en: "本设备没有英文语音：用录好的词播报", zh: "本设备没有中文语音：用录好的词播报" },
  listening: "对收款机说话",
  listenings: { press: "按下说话", "hands-free": "免提", off: "关闭" },
  handsFreeText: "点一下话筒后，只要停留在键盘页面就一直在听。听到的只会填入金额，不会收款。",
  hereOnly: "只在本设备上识别语音",
  hereOnlyText: "声音不会离开本设备。浏览器可能需要先下载语言包；不支持时请用键盘。",
  serviceText: "浏览器支持时在本设备上识别；否则您的声音会发送给浏览器厂商转成文字。",
};

export const SETTINGS_PHRASES: Readonly<Record<Language, typeof en>> = { en, zh };
