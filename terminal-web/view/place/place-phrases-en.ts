import type { RADII } from "../../state/policy-desk.ts";

/** A rule about place, ready to be put into a sentence. */
export interface RuleInWords {
  /** The amount from which it counts; null: whatever the amount. */
  readonly from: string | null;
  readonly distance: string;
}

const from = (amount: string | null): string =>
  amount === null ? "Whatever the amount" : `From ${amount} on`;

/** What the screens about place say, in English. */
export const en = {
  // Where this till stands
  placeTitle: "Where this till stands",
  placeLead:
    "The code on the screen is bound to this place. A customer's phone that shares its own place is compared with it.",
  placeSet: (coordinates: string) => `Set: ${coordinates}`,
  placeField: (width: string, height: string) =>
    `A field of about ${width} by ${height}. Nothing finer is kept.`,
  placeUnknown: "Set, but this browser cannot show where",
  placeNone: "Not set. The code is good wherever it is shown.",
  useDevice: "Use this device's place",
  locating: "Asking this device… allow it if the browser asks.",
  located: (coordinates: string, accuracy: string) =>
    `This device says ${coordinates}, right to within ${accuracy}.`,
  coarse:
    "That is too rough to tell your counter from the next street. Better type the coordinates.",
  setIt: "Set this place",
  askAgain: "Ask again",
  typed: "Or type coordinates or a plus code",
  typedHint: "50.087, 14.4208",
  set: "Set",
  forget: "Forget the place",
  saving: "Saving…",
  saved: "Saved",
  undone: "As it was before",
  undo: "Undo",
  faults: {
    unsupported: "This browser cannot tell where it is. Type the coordinates instead.",
    insecure:
      "Browsers tell their place only to pages that came over https. Open the till's https link, or type the coordinates.",
    "not-allowed":
      "The browser may not tell its place. Allow “Location” for this page in the browser's site settings (the sign beside the address) and in the device's own settings, then ask again. Or type the coordinates.",
    unavailable:
      "This device does not know where it is. Switch its location on, or go nearer to a window. Or type the coordinates.",
    timeout: "This device found no place in time. Ask again, or type the coordinates.",
    "not-coordinates":
      "These are not coordinates. Write the latitude, a comma and the longitude, such as 50.087, 14.4208.",
    "out-of-range":
      "There is no such place: a latitude is from -90 to 90, a longitude from -180 to 180. The latitude comes first.",
    "short-code":
      "This is the short form of a plus code, which only counts within a town. Use the full one, with eight characters before the +.",
    "coarse-code":
      "This plus code names a whole block. Use one with two characters or more after the +.",
    "not-a-code": "This is not a plus code. A full one looks like 9F2P3CPC+QQ.",
    offline: "No network. Nothing was changed.",
    unanswered: "No answer came, so it may or may not count now. Try again.",
    refused: "The server did not take it. Nothing was changed.",
    forbidden: "You may not change this at the till; the owner says who may.",
  },

  // Is the customer here?
  policyTitle: "Is the customer here?",
  policyLead:
    "A photograph of your code can travel; this asks the phone that pays whether it is at your till. It counts for all tills of this shop.",
  policyAsk: "Ask customers to be here",
  policyAsks: { no: "No", yes: "Yes" },
  floor: (currency: string) => `From which amount on (${currency})`,
  floorHint: "0: every amount",
  floorFault: "That is not an amount",
  radius: "How near",
  radii: {
    50: "At the counter",
    150: "In the shop",
    500: "In the street",
    2000: "In the neighbourhood",
    10000: "In town",
  } satisfies Record<(typeof RADII)[number], string>,
  radiusText: (words: string, metres: string) => `${words} (${metres})`,
  whenUnknown: "When a phone does not say where it is",
  whenUnknowns: {
    accept: "Take the payment",
    ask: "Ask for the two words",
    refuse: "Refuse until it says so",
  },
  whenAway: "When a phone is somewhere else",
  whenAways: { ask: "Ask for the two words", refuse: "Refuse" },
  wordsNote: "The two words stand on your till while a customer has the bill.",
  evidence:
    "It is evidence, not proof: a phone can be made to lie about its place. It only ever makes paying harder, never easier.",
  experience: "What your customers will notice",
  nothingAsked: "Nothing: who scans the code pays, wherever the phone is.",
  below: (amount: string) => `Up to ${amount}, scanning is enough.`,
  rules: {
    "accept-ask": (rule: RuleInWords) =>
      `${from(rule.from)}, a phone that is known to be more than ${rule.distance} away has to pick the two words; every other phone just pays.`,
    "accept-refuse": (rule: RuleInWords) =>
      `${from(rule.from)}, a phone that is known to be more than ${rule.distance} away cannot pay; every other phone just pays.`,
    "ask-ask": (rule: RuleInWords) =>
      `${from(rule.from)}, customers share their phone's place or pick the two words; a phone more than ${rule.distance} away has to pick the words.`,
    "ask-refuse": (rule: RuleInWords) =>
      `${from(rule.from)}, customers share their phone's place or pick the two words; a phone that says it is more than ${rule.distance} away cannot pay.`,
    "refuse-ask": (rule: RuleInWords) =>
      `${from(rule.from)}, customers have to share their phone's place; a phone more than ${rule.distance} away has to pick the two words.`,
    "refuse-refuse": (rule: RuleInWords) =>
      `${from(rule.from)}, customers have to share their phone's place, and only phones within ${rule.distance} can pay.`,
  },
  /** Between two sentences. */
  between: " ",
  /** What comes of it while the till's own place is not set, so that no phone can be compared with it. */
  unplaced: {
    accept: () => "This till does not know its own place, so nobody is asked anything yet.",
    ask: (amount: string | null) =>
      `This till does not know its own place. ${from(amount)}, every customer has to pick the two words.`,
    refuse: (amount: string | null) =>
      `This till does not know its own place. ${from(amount)}, nobody can pay at all.`,
  },
  setPlace: "Set where this till stands",
  save: "Save",
  saveUndone: "Nothing is changed until you save.",
  loading: "Asking the server…",
  unread: {
    offline: "No network. The rules cannot be read now.",
    unanswered: "No answer came. The rules cannot be read now.",
    refused: "The server did not answer as it should.",
    forbidden: "You may not read this at the till; the owner says who may.",
  },
  tryAgain: "Try again",
};

export type PlacePhrases = typeof en;
