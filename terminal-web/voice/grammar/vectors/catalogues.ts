import type { CatalogueItem } from "../heard.ts";

/** A café that sells in dollars; prices in cents. */
export const CAFE: readonly CatalogueItem[] = [
  { name: "Coffee", unitPrice: 350, aliases: ["americano"] },
  { name: "Flat white", unitPrice: 420 },
  { name: "Bagel", unitPrice: 425 },
  { name: "Blueberry muffin", unitPrice: 375, aliases: ["muffin"] },
  { name: "Tea", unitPrice: 280 },
  { name: "Orange juice", unitPrice: 500, aliases: ["oj"] },
  { name: "Sandwich", unitPrice: 795 },
  { name: "Seven Up", unitPrice: 250, aliases: ["7 up", "7up"] },
  { name: "Fish and chips", unitPrice: 1390 },
  { name: "Five spice tofu", unitPrice: 800 },
  { name: "牛肉面", unitPrice: 1250 },
  { name: "Soup of the day" },
];

/** A noodle shop that sells in yuan; prices in fen. */
export const NOODLES: readonly CatalogueItem[] = [
  { name: "牛肉面", unitPrice: 1250, aliases: ["红烧牛肉面"] },
  { name: "牛肉", unitPrice: 3800 },
  { name: "可乐", unitPrice: 300, aliases: ["可口可乐"] },
  { name: "三明治", unitPrice: 1500 },
  { name: "八宝粥", unitPrice: 600 },
  { name: "小笼包", unitPrice: 1000 },
  { name: "豆浆", unitPrice: 300 },
  { name: "七喜", unitPrice: 400 },
  { name: "拿铁", unitPrice: 2200, aliases: ["latte"] },
  { name: "毛豆", unitPrice: 900 },
  { name: "一口酥", unitPrice: 500 },
  { name: "蛋糕", unitPrice: 1800 },
  { name: "二锅头" },
];
