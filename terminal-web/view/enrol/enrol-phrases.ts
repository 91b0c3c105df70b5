import type { Language } from "../../../worker/contract/merchant.ts";
import type { EnrolFault } from "../../state/enrolment-desk.ts";

const en = {
  title: "Make this device a till",
  steps: [
    "The owner opens the shop's page and chooses Terminals.",
    "It shows a code for a new till, or for one that moves to this device.",
    "Scan the code with this device's camera. It works once, within ten minutes.",
  ],
  cleared:
    "If this device was a till before, its browser has been emptied. Moved here again, the till keeps its number and its sales.",
  revokedTitle: "This till may no longer sell",
  revoked:
    "The owner has withdrawn it from this device. What customers paid is safe with the shop. To sell here again, ask the owner for a new code.",
  field: "Code or link",
  placeholder: "NEW.…",
  enrol: "Make it a till",
  enrolling: "Making a key that never leaves this device…",
  waiting: "No network yet. It goes on by itself as soon as there is one; leave this page open.",
  goOn: "Go on with the till that is here",
  faults: {
    unreadable: "This is no code for a till. Copy all of the link that the owner's page shows.",
    refused:
      "This code does not work any more: it was used, or is older than ten minutes, or another shop's system made it. Ask the owner for a new one.",
    forgetful:
      "This browser keeps nothing, as in a private window, and would forget the till with the page. Open the link in an ordinary window; the code has not been used.",
    insecure:
      "This page came without https, so the browser makes no key. Open it at its https address; the code has not been used.",
  } satisfies Record<EnrolFault, string>,
};

export type EnrolPhrases = typeof en;

const zh: EnrolPhrases = {
  title: "把这台设备设为收款机",
  steps: [
    "店主打开店铺页面，选择“收款机”。",
    "页面会显示一个码，用于新收款机，或把原有的收款机移到这台设备。",
    "用这台设备的相机扫码。只能用一次，十分钟内有效。",
  ],
  cleared:
    "如果这台设备以前是收款机，说明浏览器的数据已被清除。重新移到这里后，编号和收款记录都会保留。",
  revokedTitle: "这台收款机已停用",
  revoked: "店主已停用这台设备。顾客已付的款都在店铺账上。要继续在这里收款，请向店主索取新码。",
  field: "码或链接",
  placeholder: "NEW.…",
  enrol: "设为收款机",
  enrolling: "正在生成只留在这台设备上的密钥…",
  waiting: "暂时没有网络。恢复后会自动继续，请不要关闭本页。",
  goOn: "继续使用原来的收款机",
  faults: {
    unreadable: "这不是收款机的码。请完整复制店主页面上的链接。",
    refused: "这个码已失效：已被使用，或超过十分钟，或属于别的系统。请向店主索取新码。",
    forgetful:
      "此浏览器不保存数据（例如无痕窗口），关闭后就会忘记收款机。请用普通窗口打开链接；码还没有被使用。",
    insecure:
      "本页不是通过 https 打开的，浏览器无法生成密钥。请用 https 地址打开；码还没有被使用。",
  },
};

/** What is said to a device that is not a till, by language. It loads when there is one. */
export const ENROL_PHRASES: Readonly<Record<Language, EnrolPhrases>> = { en, zh };
