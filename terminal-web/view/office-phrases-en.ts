/** What the screens around the till say in writing, in English. It loads with them. */
export const en = {
  topUpSwitch: "Top up the customer's wallet: they hand over cash, and it is in their wallet",

  // Bill
  billTitle: "Bill",
  billEmpty: "No lines. The amount alone is enough; lines show the customer what it is for.",
  addLine: "Add a line",
  lineName: "What",
  lineQuantity: "How many",
  linePrice: "Price each",
  save: "Save",
  remove: "Remove",
  note: "Note on the receipt",
  noteHint: "Table 4, thank you, …",
  total: "Total",
  done: "Done",
  back: "Back",
  close: "Close",
  faults: {
    empty: "Say what it is",
    "too-long": "Too long: at most 64 characters, a note at most 200",
    control: "There is a character in it that cannot be shown",
    "bidi-control": "There is a character in it that cannot be shown",
    invisible: "There is an invisible character in it",
    markup: "The signs < and > cannot be used",
    "card-number": "Card numbers cannot be kept here",
    combining: "There are too many accents on one letter",
    quantity: "A number from 1 to 9,999",
    price: "That is not a price",
    "too-many": "A bill has at most 100 lines",
  },

  // Sales
  ordersEmpty: "No sales yet",
  ordersUnread: "The list cannot be read without network. These are the sales this device knows.",
  loading: "Loading…",
  earlier: "Earlier sales",
  cashier: "Cashier",
  states: {
    placed: "Waiting",
    claimed: "Customer has it",
    paying: "Paying",
    checking: "Checking",
    paid: "Paid",
    expired: "Time was up",
    cancelled: "Cancelled",
  },
  needsLook: "Needs a look",
  placedAt: "Charged",
  paidAt: "Paid",
  expiresAt: "Valid until",
  receipt: "Show the receipt",
  match: "How they met",
  stray: (amount: string) => `${amount} came too late and is being sent back`,
  strayReturned: (amount: string) => `${amount} came too late and was sent back`,
  strayWithBank: (amount: string) =>
    `${amount} came too late, and the payer's bank has taken it back`,
  disputes: {
    open: (amount: string) =>
      `The payer's bank disputes ${amount}. Answer it on the page of your payment provider.`,
    won: (amount: string) => `The dispute about ${amount} was decided for you.`,
    lost: (amount: string) => `The dispute about ${amount} was decided for the payer.`,
    taken: (amount: string, fee: string) =>
      `Taken from you for it: ${amount}, and a fee of ${fee}.`,
  },
  holdLost:
    "The card was approved, but the bank let go before the money was taken. Look at the page of your payment provider.",
  showAgain: "Show on the till",

  // Settings
  language: "Language",
  look: "Look",
  looks: { auto: "As the device", light: "Light", dark: "Dark", sunlight: "Sunlight" },
  sound: "Sound",
  sounds: { voice: "Chime and voice", chime: "Chime only", off: "Off" },
  volume: "Volume",
  speakLate: "Also say what came while the page was away",
  awake: "Keep the screen on",
  awakes: { selling: "During a sale", always: "Always" },
  trySound: "Try it",
  terminal: (number: number) => `Till ${number}`,
};

export type OfficePhrases = typeof en;
