import { CAFE } from "./catalogues.ts";
import type { PhraseTable } from "./phrase-table.ts";

/** A second table, written when the grammar stood, to see how it does on what it was not built for. */
export const EN_COUNTER: readonly PhraseTable[] = [
  {
    title: "at a counter in dollars",
    context: { language: "en", currency: "USD", exponent: 2, catalogue: [] },
    phrases: [
      ["sixty seven eighty", "67.80"],
      ["that'll be thirty four ninety", "34.90"],
      ["charge eight dollars and twenty five cents", "8.25"],
      ["eleven fifty", "11.50 | 1150.00"],
      ["sixteen", "16.00 | 60.00"],
      ["one hundred twenty dollars", "120.00"],
      ["two hundred and forty nine ninety nine", "249.99"],
      ["$49.99", "49.99"],
      ["4999", "49.99 | 4999.00"],
      ["fourteen hundred", "1400.00"],
      ["seventy five cents", "0.75"],
      ["a dollar ninety nine", "1.99"],
      ["three beers at six fifty and a burger fourteen", "3 beers @ 6.50, 1 burger @ 14.00"],
      ["four tacos three each", "4 tacos @ 3.00"],
      ["large pizza eighteen dollars and two sodas two fifty each", "1 large pizza @ 18.00, 2 sodas @ 2.50"],
      ["six donuts for nine dollars", "6 donuts @ 1.50 | 6 donuts @ 9.00"],
      ["oil change forty nine ninety five", "1 oil change @ 49.95"],
      ["thirty wait thirty five", "35.00 | 30.00"],
      ["forty dollars actually make that forty five dollars", "45.00"],
      ["start over twelve dollars", "12.00"],
      ["undo that please", "command undo"],
      ["clear it", "command clear"],
      ["negative ten dollars", "none negative"],
      ["thirty euros", "none other-currency"],
      ["fifteen percent off forty dollars", "none arithmetic"],
      ["what a lovely day it is", "none noise"],
      ["sixty and forty", "100.00 | 60.40"],
      ["eight eight eight", "8.88 | 888.00"],
      ["nine oh nine", "9.09 | 909.00"],
      ["two point seven five", "2.75"],
    ],
  },
  {
    title: "at a bar in pounds",
    context: { language: "en", currency: "GBP", exponent: 2, catalogue: [] },
    phrases: [
      ["four pounds ninety nine", "4.99"],
      ["eighty p", "0.80"],
      ["a tenner please", "10.00"],
      ["two pints at five pounds twenty", "2 pints @ 5.20"],
    ],
  },
  {
    title: "at the café",
    context: { language: "en", currency: "USD", exponent: 2, catalogue: CAFE },
    phrases: [
      ["three bagels and two flat whites", "3 Bagel @ 4.25, 2 Flat white @ 4.20"],
      ["one sandwich one tea please", "1 Sandwich @ 7.95, 1 Tea @ 2.80"],
      ["a muffin and a cake for five dollars", "1 Blueberry muffin @ 3.75, 1 cake @ 5.00"],
      ["five teas no wait six teas", "6 Tea @ 2.80 | 5 Tea @ 2.80"],
      ["half a dozen muffins and an americano", "6 Blueberry muffin @ 3.75, 1 Coffee @ 3.50"],
      ["two bagels at three seventy five each", "2 Bagel @ 3.75"],
    ],
  },
];
