import type { Language } from "../../../worker/contract/merchant.ts";

/** What the catalogue screen writes, in English. */
const en = {
  title: "What you sell",
  text: "Names that the till listens for, with their prices: “two coffees” is then enough. What you charge from the bill is listed by itself. The list stays on this device.",
  empty: "Nothing is listed yet.",
  add: "Add something",
  full: (count: number) =>
    `The list is full: ${count} things. What was sold longest ago makes room.`,
  removed: (name: string) => `${name} removed`,
  undo: "Undo",
};

const zh: typeof en = {
  title: "商品",
  text: "收款机会留意这些名称和价格：说“两碗牛肉面”就够了。从账单收款的商品会自动登记。列表只保存在本设备。",
  empty: "还没有登记商品。",
  add: "添加商品",
  full: (count) => `列表已满：${count} 项。最久未售出的会被替换。`,
  removed: (name) => `已删除 ${name}`,
  undo: "撤销",
};

export const CATALOGUE_PHRASES: Readonly<Record<Language, typeof en>> = { en, zh };
