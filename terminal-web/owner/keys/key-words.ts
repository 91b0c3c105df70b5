import type { Scope } from "../../../worker/contract/api-key.ts";

const en = {
  text: "A key lets a program of yours, such as a web shop or your books, use the till's interface. Give each program its own, and only what it needs.",
  none: "No key yet.",
  name: "What is it for?",
  may: "What it may do",
  scopes: {
    "orders:read": "Look at its orders and their codes",
    "orders:write": "Place and cancel orders, take cash",
    "refunds:write": "Give money back",
    "reports:read": "Read the day, the ledger and the sheets",
    "settings:write": "Change the place, the policy, ways to pay and displays; close days",
  } satisfies Record<Scope, string>,
  make: "Make a key",
  noScope: "Choose at least one thing that it may do.",
  made: (name: string) => `The key for ${name}`,
  madeText: "It is shown only now. Whoever has it can do what it may: keep it like money.",
  notCopied: "The browser would not copy it. Select it above, and copy it by hand.",
  former: (time: string) => `The secret before is good until ${time}`,
  rotate: "New secret",
  rotateText:
    "Makes a new secret. The old one goes on working for as long as you say, so that the program can be changed over.",
  overlap: "The old one works for",
  overlaps: { none: "not at all", hour: "an hour", day: "a day", week: "a week" },
  revokeAsk: (name: string) => `Revoke ${name}? Its program is refused at once, for good.`,
};

export type KeyWords = typeof en;

const zh: KeyWords = {
  text: "密钥让您自己的程序（例如网店或记账软件）使用收款接口。每个程序用自己的密钥，只给它需要的权限。",
  none: "还没有密钥。",
  name: "用在哪里？",
  may: "它可以做什么",
  scopes: {
    "orders:read": "查看自己的订单和二维码",
    "orders:write": "下单、取消订单、收现金",
    "refunds:write": "退款",
    "reports:read": "读取日报、账本和明细表",
    "settings:write": "更改位置、规则、付款方式和顾客屏，日结",
  },
  make: "生成密钥",
  noScope: "请至少选择一项权限。",
  made: (name) => `${name} 的密钥`,
  madeText: "只显示这一次。有密钥的人就能做它可以做的事，请像保管现金一样保管。",
  notCopied: "浏览器无法复制，请选中上面的密钥手动复制。",
  former: (time) => `旧密钥在 ${time} 前仍可使用`,
  rotate: "更换密钥",
  rotateText: "生成新密钥。旧密钥在您选定的时间内继续可用，方便程序切换。",
  overlap: "旧密钥继续可用",
  overlaps: { none: "立即失效", hour: "一小时", day: "一天", week: "一周" },
  revokeAsk: (name) => `停用 ${name} 吗？使用它的程序立即被拒绝，不能恢复。`,
};

export const KEY_WORDS = { en, zh };
