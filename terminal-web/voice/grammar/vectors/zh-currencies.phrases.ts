import type { PhraseTable } from "./phrase-table.ts";

/** Amounts in currencies with other coins, other exponents, and other currencies than the till's. */
export const ZH_CURRENCIES: readonly PhraseTable[] = [
  {
    title: "amounts in dollars",
    context: { language: "zh", currency: "USD", exponent: 2, catalogue: [] },
    phrases: [
      ["二十三美元五十美分", "23.50"],
      ["二十三美元", "23.00"],
      ["二十三块五", "23.50"],
      ["二十三点五美元", "23.50"],
      ["二十刀", "20.00"],
      ["$23.50", "23.50"],
      ["五十美分", "0.50"],
      ["五美元五美分", "5.05"],
      ["二十人民币", "none other-currency"],
      ["二十欧元", "none other-currency"],
    ],
  },
  {
    title: "amounts in Hong Kong dollars",
    context: { language: "zh", currency: "HKD", exponent: 2, catalogue: [] },
    phrases: [
      ["二十三港元五毫", "23.50"],
      ["二十三块五", "23.50"],
      ["四十港币", "40.00"],
      ["HK$40", "40.00"],
      ["四十美元", "none other-currency"],
    ],
  },
  {
    title: "amounts in Taiwan dollars",
    context: { language: "zh", currency: "TWD", exponent: 2, catalogue: [] },
    phrases: [
      ["新台币一百二十元", "120.00"],
      ["一百二十塊", "120.00"],
      ["NT$120", "120.00"],
      ["兩碗牛肉麵一百五十塊", "2 牛肉麵 @ 150.00"],
      ["三百五十元台幣", "350.00"],
    ],
  },
  {
    title: "amounts in yen, which have no coin below one",
    context: { language: "zh", currency: "JPY", exponent: 0, catalogue: [] },
    phrases: [
      ["一千二百五十日元", "1250"],
      ["百二十円", "120"],
      ["一千二百五十块", "1250"],
      ["1250", "1250"],
      ["¥1250", "1250"],
      ["一千二", "1200 | 1002"],
      ["两碗拉面九百五十日元", "2 拉面 @ 950"],
      ["十二块五", "none too-precise"],
      ["十二点五", "none too-precise"],
      ["五毛", "none too-precise"],
      ["一二三", "123"],
      ["二十美元", "none other-currency"],
    ],
  },
  {
    title: "amounts in dinars, which have a thousand fils",
    context: { language: "zh", currency: "KWD", exponent: 3, catalogue: [] },
    phrases: [
      ["一第纳尔二百五十费尔", "1.250"],
      ["一点二五", "1.250"],
      ["1.250", "1.250"],
      ["一点二五零第纳尔", "1.250"],
      ["三块五", "3.500"],
      ["两第纳尔", "2.000"],
      ["五百费尔", "0.500"],
      ["一点二五零五", "none too-precise"],
    ],
  },
  {
    title: "amounts in pounds, euros and won",
    context: { language: "zh", currency: "GBP", exponent: 2, catalogue: [] },
    phrases: [
      ["二十三英镑五十便士", "23.50"],
      ["二十三镑", "23.00"],
      ["£23.50", "23.50"],
      ["二十块", "20.00"],
      ["二十欧元", "none other-currency"],
    ],
  },
];
