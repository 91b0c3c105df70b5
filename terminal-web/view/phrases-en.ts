/** Everything the till says in writing, in English. The other languages have the same keys: TypeScript sees to it. */
export const en = {
  languageName: "English",

  /** Between the sentences that a screen reader hears in one go. */
  stop: ". ",

  // Getting in
  starting: "One moment…",
  elsewhereTitle: "This till is open in another tab",
  elsewhereText: "One tab at a time sells, so that nothing is announced twice.",
  useHere: "Use here",
  switchCashier: (name: string) => `${name}: lock or switch`,
  meetingTitle: "Connecting…",
  meetingText: "The first time, this page has to ask whose till it is.",
  meetingOffline: "No network yet. It goes on by itself as soon as there is one.",

  // Keypad
  amount: "Amount",
  keypad: "Keypad",
  point: "Decimal point",
  backspace: "Delete last digit",
  clear: "Clear",
  addItem: "Add the amount to the bill",
  add: "Add",
  charge: "Charge",
  topUp: "Top up",
  item: "Item",
  items: (count: number) => (count === 1 ? "1 item" : `${count} items`),
  bill: "Bill",
  withNote: "with note",
  speak: "Speak",
  hints: {
    nothing: "Type an amount first",
    "too-much": "That is more than one payment may be",
    "too-many": "A bill has at most 100 lines",
    note: "The note cannot be used as it is",
    name: "That name cannot be used",
    "no-more-numbers": "This till has used up its order numbers; the owner has to set up a new one",
    choose: "Choose what was meant first",
  },

  // Bill

  // The sale
  sale: {
    sending: "Sending…",
    onAir: "Also by Bluetooth",
    offAir: "Not by Bluetooth",
    scan: "Scan to pay",
    scanText: "Point your phone's camera at the code",
    awaited: "The code is coming…",
    stuck: "Not sent yet",
    stuckText: "No network. The till keeps trying; the code shows when it is through.",
    runOut: "The code has stopped",
    runOutText: "No network for a new one. It goes on by itself.",
    renumbered: "New code: please scan again",
    claimed: "Customer has it",
    claimedText: "The bill is open on their phone",
    topUpScan: "Scan to top up",
    topUpWaitingText: "They choose their wallet now. Take no cash yet.",
    topUpReady: "Ready for the cash",
    topUpReadyText: "Compare the words with their phone, then take the cash.",
    topUpWords: "Their phone must show:",
    toppedUp: "Wallet topped up",
    wordsText: "If their phone asks for two words:",
    declined: "Declined",
    declinedText: "No money has come. The customer may try again on their phone.",
    because: (reason: string, text: string) => `${reason}. ${text}`,
    paying: "Paying…",
    payingText: "Wait for the result",
    checking: "Checking…",
    checkingText: "The bank has not answered yet. Hand over nothing.",
    stoppingRail: "Asking the bank to stop…",
    stoppingRailText: "If the money has already moved, this will say paid.",
    stoppingServer: "Cancelling…",
    unknown: "Not known yet",
    unknownText:
      "Its time is over, and there is no network to ask what became of it. Hand over nothing.",
    paid: "Paid",
    expired: "Time is up",
    expiredText: "Nothing was charged",
    cancelled: "Cancelled",
    cancelledText: "Nothing was charged",
    cancelledUnsure: "The server is told as soon as there is network.",
    unsent: "Not sent",
    unsentText: "Nothing was charged",
    unsentUnsure:
      "No network. It will be cancelled as soon as there is one; until then it is not certain that nobody paid.",
    refused: "Not accepted",
    cancel: "Cancel",
    stopQuestion: "The customer may be paying right now. Stop it?",
    stop: "Stop the payment",
    keep: "Keep waiting",
    cash: "Cash",
    change: (amount: string) => `Change: ${amount}`,
    part: (index: number, count: number, whole: string) => `Part ${index} of ${count} of ${whole}`,
    toBill: "To the whole bill",
    next: "Next sale",
    again: "Charge again",
    backToKeypad: "Keypad",
    left: (minutes: number, seconds: string) => `${minutes}:${seconds}`,
    leftLabel: "Time left",
    noCode: "This browser cannot draw the code. Update it, or use another one.",
    oldNews: (since: string) => `No network since ${since}: what you see may be old`,
  },
  declines: {
    "insufficient-funds": "Not enough money in the account",
    "refused-by-rail": "The bank refused",
    "amount-differs": "Another amount came; it is sent back",
    abandoned: "The customer gave up",
  } as Readonly<Record<string, string>>,
  refusals: {
    "currency-unsupported": "This till's currency has changed. Reload the page.",
    "amount-out-of-range": "The amount is more than one payment may be.",
    "over-limit": "This is more than one top-up may be.",
    "rail-unknown": "This shop takes no wallets.",
    "text-invalid": "A name or the note has characters that cannot be used.",
    "bill-inconsistent": "The lines do not come to the amount.",
    "orders-too-many": "This till has too many open sales. Cancel some in the list.",
  } as Readonly<Record<string, string>>,
  refusalOther: "The server did not take this sale. Nothing was charged.",

  // Orders
  orders: "Sales",
  orderTitle: (number: string) => `Sale ${number}`,

  // News
  awayTitle: "Came while you were away",
  newsTitle: "Meanwhile",
  newsPaid: (amount: string, time: string) => `${amount} received at ${time}`,
  newsDeclined: (amount: string, time: string) => `${amount} declined at ${time}`,
  newsStray: (amount: string, time: string) => `${amount} came too late at ${time}, goes back`,
  seen: "Seen",

  // Line
  connection: {
    connecting: "Connecting",
    live: "Live",
    polling: "Slow line",
    offline: (since: string) => `Offline since ${since}`,
  },
  soundLocked: "Sound is locked: tap once",
  soundMissing: "This device cannot sound: watch the screen",
  beaconStuck: "The Bluetooth beacon needs you",
  notKept: "This browser keeps nothing: do not reload in the middle of a sale",

  // Settings
  settings: "Settings",
};

export type Phrases = typeof en;
