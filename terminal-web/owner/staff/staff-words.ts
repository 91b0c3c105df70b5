import type { Role } from "../../../worker/domain/staff.ts";

const en = {
  text: "Whoever stands at a till taps their name and shows a PIN; sales, cash and refunds then name them. Without staff, nobody is asked.",
  none: "No staff yet.",
  name: "Name",
  role: "Role",
  roles: { owner: "Owner", manager: "Manager", cashier: "Cashier" } satisfies Record<Role, string>,
  pin: "PIN, four to eight digits",
  add: "Add to the staff",
  more: "Change",
  save: "Save",
  newPin: "New PIN",
  setPin: "Set the PIN",
  remove: "Remove",
  removeAsk: (name: string) =>
    `Remove ${name}? They are asked for no PIN any more; what they sold stays in their name.`,
  removeYes: "Remove now",
  keep: "Keep",
  rules: "What they may do",
  cashierLimit: (currency: string) => `A cashier gives back, at most, in ${currency}`,
  managerLimit: (currency: string) => `A manager gives back, at most, in ${currency}`,
  limitText: "Of one order. Empty: all of it. For more, a till takes the PIN of somebody who may.",
  cashierMay: "A cashier may also",
  rights: {
    drawer: "correct the cash drawer",
    reports: "read the reports",
    settings: "change the till's place, policy and displays",
  },
  lockAfter: "A till that nobody touches locks after, in seconds",
  saved: "Saved.",
  limitWrong: "That is not an amount.",
};

export type StaffWords = typeof en;

const zh: StaffWords = {
  text: "收款的人先点自己的名字，再输入密码；之后的收款、现金和退款都会记在其名下。没有员工时，不询问任何人。",
  none: "还没有员工。",
  name: "姓名",
  role: "角色",
  roles: { owner: "店主", manager: "店长", cashier: "收银员" },
  pin: "密码，四到八位数字",
  add: "添加员工",
  more: "修改",
  save: "保存",
  newPin: "新密码",
  setPin: "设置密码",
  remove: "移除",
  removeAsk: (name) => `移除 ${name}？之后不再能用密码登录，其收款记录仍保留姓名。`,
  removeYes: "现在移除",
  keep: "保留",
  rules: "权限",
  cashierLimit: (currency) => `收银员最多可退（${currency}）`,
  managerLimit: (currency) => `店长最多可退（${currency}）`,
  limitText: "按每笔收款计算。留空：全部。超过时，收款机可用有权者的密码授权。",
  cashierMay: "收银员还可以",
  rights: { drawer: "更正钱箱", reports: "查看报表", settings: "更改收款机的位置、规则和顾客屏" },
  lockAfter: "收款机无人操作多少秒后锁定",
  saved: "已保存。",
  limitWrong: "这不是金额。",
};

/** What the owner's page says about the staff, by language. */
export const STAFF_WORDS = { en, zh } as const;
