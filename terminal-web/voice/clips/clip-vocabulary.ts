import type { Language } from "../../../worker/contract/merchant.ts";

const ENGLISH = `
  zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million and point
  received wallet topped up with refunded refund of failed payment declined cancelled expired still checking the earlier
  dollar dollars cent cents euro euros pound pounds penny pence yen yuan fen won franc francs centime centimes baht
  satang rupee rupees paisa paise dinar dinars fils dong`;

const MANDARIN = `
  零 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 点 元 角 分 和
  收款 钱包充值 退款 退款失败 支付失败 已取消 已过期 正在核实 此前
  新台币 港元 美元 美分 欧元 欧分 英镑 便士 日元 韩元 新加坡元 澳元 加元 瑞士法郎 生丁 泰铢 萨当 印度卢比 派士
  科威特第纳尔 巴林第纳尔 费尔 越南盾`;

/** Every word that the till's announcements are made of, of which there is a clip. */
export const CLIP_VOCABULARY: Readonly<Record<Language, readonly string[]>> = {
  en: ENGLISH.trim().split(/\s+/),
  zh: MANDARIN.trim().split(/\s+/),
};
