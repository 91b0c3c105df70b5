import type { Language } from "../../../worker/contract/merchant.ts";
import type { Role } from "../../../worker/domain/staff.ts";

const en = {
  who: "Who is at the till?",
  pinOf: (name: string) => `PIN of ${name}`,
  delete: "Delete last digit",
  goOn: "Go on",
  somebodyElse: "Somebody else",
  roles: { owner: "Owner", manager: "Manager", cashier: "Cashier" } satisfies Record<Role, string>,
  wrong: "That is not the right PIN.",
  locked: (seconds: number) => `Too many tries. Try again in ${seconds} seconds.`,
  lockedTill: "Too many tries at this till. Wait a minute.",
  unanswered: "No answer. A PIN can only be checked with a network.",
  approve: "With another PIN",
  whoLets: "Who lets you give back more?",
};

export type StaffPhrases = typeof en;

const zh: StaffPhrases = {
  who: "现在谁在收款？",
  pinOf: (name) => `${name} 的密码`,
  delete: "删除最后一位",
  goOn: "继续",
  somebodyElse: "换人",
  roles: { owner: "店主", manager: "店长", cashier: "收银员" },
  wrong: "密码不对。",
  locked: (seconds) => `尝试次数过多，请在 ${seconds} 秒后再试。`,
  lockedTill: "这台收款机尝试次数过多，请等一分钟。",
  unanswered: "没有收到答复。核对密码需要网络。",
  approve: "用他人的密码授权",
  whoLets: "由谁授权多退？",
};

/** What a till says about who stands at it. It loads with tills that hold a key. */
export const STAFF_PHRASES: Readonly<Record<Language, StaffPhrases>> = { en, zh };
