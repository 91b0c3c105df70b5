import type { DeedName } from "../../worker/contract/audit.ts";
import type { Trouble } from "./trouble.ts";

/** Every word of the owner's page, in English. */
export const OWNER_EN = {
  tag: "en",
  title: "Your shop",
  otherLanguage: "中文",
  starting: "One moment…",
  unreachableTitle: "No connection",
  unreachableText: "This page needs the network once to begin.",
  tryAgain: "Try again",
  back: "Back",
  cancel: "Cancel",

  // Outside
  welcome: "Open your shop, or come back to it",
  signIn: "Sign in with your passkey",
  signInText: "The finger, face or code that unlocks this device. No e-mail, no password.",
  openShop: "Open a shop",
  byCode: "I have no passkey, but a recovery code",
  invited: "You have an invitation to open a shop here.",
  closed: "Nobody can open a new shop here. Whoever has one signs in.",
  byInvitation:
    "New shops open here by invitation. Whoever runs this installation can send you a link.",
  sandbox: "Money is practice money so far: nobody is charged.",
  signUpTitle: "Open your shop",
  shopName: "Name of the shop",
  shopNameHint: "As payers will read it",
  currency: "Currency",
  tillLanguage: "Language of the till",
  place: "Place of the first till (optional)",
  placeText: "Codes are then bound to this place. You may also set it at the till.",
  placeUse: "Use this device's place",
  placeLooking: "Looking for the place…",
  placeSet: (metres: string) => `This place, to within ${metres}`,
  placeForget: "Leave the place out",
  placeFaults: {
    "not-allowed": "The browser does not tell this page where it is. You can set it at the till.",
    unavailable: "This device does not know where it is. You can set it at the till.",
    timeout: "The place was not found in time. You can set it at the till.",
    unsupported: "This browser cannot tell its place. You can set it at the till.",
    insecure: "The browser tells its place only over https. You can set it at the till.",
  },
  create: "Make a passkey and open the shop",
  creating: "Waiting for your device…",
  createText: "Your device asks for finger, face or code. That passkey is your key to the shop.",
  noOwnLock:
    "This device has no lock of its own for passkeys: the browser will offer your phone or a security key.",
  codeTitle: "Sign in with a recovery code",
  codeField: "Recovery code",
  codeText: "Each code works once. Capitals, spaces and dashes do not matter.",
  useCode: "Sign in",
  openByName: "Open this page by its name",

  // Recovery codes
  codesTitle: "Keep these recovery codes",
  codesText:
    "If you lose your passkey, each of them lets you in once. They are shown only now; keep them where a thief of your phone does not find them.",
  copy: "Copy",
  copied: "Copied",
  notCopied: "The browser would not copy. Save or print them.",
  download: "Save as a file",
  print: "Print",
  codesFile: (shop: string) => `Edgetill recovery codes${shop && ` of ${shop}`}`,
  kept: "I have kept these codes",
  goOn: "Go on",

  // Inside
  sections: {
    terminals: "Terminals",
    staff: "Staff",
    safety: "Sign-in",
    keys: "Keys",
    trail: "Audit trail",
  },
  stale: "No connection: what stands here may be old.",
  // Terminals
  linkTitle: "Make a device a terminal",
  linkText: "Scan this with the device, or open the link on it. It works once.",
  linkLeft: (minutes: number, seconds: string) => `${minutes}:${seconds} left`,
  linkOver: "The ten minutes are over. Nothing happened; make a new link.",
  linkUsed: (name: string) => `Done: ${name} is a terminal now.`,
  linkLocal: "This address opens on this machine only.",
  useHere: "Use this device as a terminal",
  copyLink: "Copy the link",
  close: "Close",
  newTerminal: "New terminal",
  terminalField: "Name of the terminal",
  terminalName: (number: number) => `Till ${number}`,
  makeLink: "New terminal: make a link",
  noTerminals: "No terminal yet.",
  seen: (ago: string) => `Last contact ${ago}`,
  seenNow: "In contact now",
  neverSeen: "No contact yet",
  software: "The shop's own software",
  revoked: "Revoked",
  more: "Rename, move",
  rename: "Rename",
  moveTo: "Move to another device",
  moveText:
    "Makes a link. The device that it is opened on becomes this terminal; the old one is refused.",
  revoke: "Revoke",
  revokeAsk: (name: string) => `Revoke ${name}? It stops selling at once, for good.`,
  revokeYes: "Revoke now",
  keep: "Keep",
  // Safety
  byCodeNotice: "You came in by a recovery code. Make a passkey on this device now.",
  passkeys: "Passkeys",
  passkeyLine: (made: string, used: string) => `Made ${made}, last used ${used}`,
  passkeySyncs: "May be on several of your devices",
  passkeyHere: "On one device only",
  addPasskey: "Add a passkey",
  passkeyAdded: "The passkey is added.",
  remove: "Remove",
  removeAsk: "Remove this passkey? It no longer opens the shop.",
  removeYes: "Remove it",
  codes: "Recovery codes",
  codesLeft: (left: number) => (left === 1 ? "1 code is left." : `${left} codes are left.`),
  newCodes: "Make new codes",
  newCodesAsk: "The old codes stop working. Make new ones?",
  newCodesYes: "Make new codes",
  signOut: "Sign out",
  signOutText: "Tills go on selling.",
  everywhere: "Sign out on every device",
  everywhereAsk:
    "Every browser that is signed in has to show a passkey again. Tills go on selling.",
  everywhereYes: "Sign out everywhere",
  showAgain: "Show my passkey",
  // Trail
  trailText: "Who did what, from where, when. Each record is chained to the one before.",
  check: "Check the chain",
  checking: "Checking…",
  chainHolds: "The chain holds: no record was changed or taken out.",
  chainBreaks: (seq: number) =>
    `The chain breaks at record ${seq}: it, or one before it, is not what was written.`,
  older: "Show earlier ones",
  owner: (number: string) => (number === "1" ? "Owner" : `Owner ${number}`),
  rail: (name: string) => `Payment provider (${name})`,
  terminal: (number: string) => `Terminal ${number}`,
  staff: (number: string, terminal: string) => `Staff ${number} at terminal ${terminal}`,
  deeds: {
    "shop-founded": "opened the shop",
    "signed-in": "signed in",
    "signed-in-by-code": "signed in by a recovery code",
    "signed-out-everywhere": "signed out everywhere",
    "passkey-added": "added a passkey",
    "passkey-removed": "removed a passkey",
    "codes-renewed": "made new recovery codes",
    "terminal-invited": "made a link for a terminal",
    "terminal-enrolled": "became a terminal",
    "terminal-renamed": "renamed a terminal",
    "terminal-revoked": "revoked a terminal",
    "key-made": "made a key",
    "key-rotated": "made a key's new secret",
    "place-set": "set the place",
    "policy-set": "changed the policy",
    "rails-set": "chose the ways to pay",
    refunded: "gave money back",
    disputed: "told of a dispute",
    "dispute-closed": "told how a dispute was decided",
    "hold-lost": "let go of a card before its money was taken",
    "staff-added": "added to the staff",
    "staff-changed": "changed on the staff",
    "staff-removed": "took off the staff",
    "staff-rules-set": "changed what the staff may do",
    "staff-signed-in": "came to the till",
    "pin-set": "set a new PIN",
    "pin-locked": "had to wait after wrong PINs",
  } satisfies Record<DeedName, string>,

  troubles: {
    unreachable: "There is no connection. Nothing was changed; try again.",
    "passkey-cancelled":
      "The passkey's window was closed, or it took too long, or this device has none for us. Try again.",
    "passkey-here-already": "This device has a passkey of this shop already. Use another device.",
    "passkey-unverifiable":
      "Nothing here can keep a passkey behind a lock. Set a screen lock, or use a phone or security key.",
    "passkey-failed": "The device could not do it. Try again, or use another device.",
    "passkeys-unsupported":
      "This browser knows no passkeys. Use a current Chrome, Edge, Firefox or Safari.",
    "passkeys-insecure": "Browsers make passkeys over https only. Open this page by https.",
    "passkeys-elsewhere":
      "Browsers keep passkeys for names, not for bare addresses. Open this page by its name.",
    "passkeys-impossible":
      "Browsers keep passkeys for names, not for bare addresses. Open this page by its name.",
    unauthenticated: "That did not let you in. It may be used up, or of another shop.",
    "sign-up-closed":
      "This invitation was used already or is older than seven days, or no new shops are let in. Whoever runs this installation can send you a link.",
    "text-invalid":
      "That name has nothing to read in it, is too long, has characters that do not show, or mixes alphabets in one word.",
    "sign-in-again": "This changes who may come in, so show your passkey once more.",
    "other-shop":
      "That passkey opens another of your shops, which is shown now. Nothing was changed.",
    "name-alike":
      "Another shop here has a name that looks like this one, and payers could take one for the other. Add the street or the town; or press the button once more if it is meant so.",
    "last-passkey": "Add another passkey before you remove the last one.",
    "too-many": "There are as many of these as there may be.",
    "not-found": "It is not there any more.",
  } satisfies Partial<Record<Trouble, string>>,
  otherTrouble: "That did not work. Try again in a moment.",
};

/** The same in every language. */
export type OwnerPhrases = typeof OWNER_EN;

/** One sentence for what was in the way, with what to do about it. */
export function troubleText(trouble: Trouble, words: OwnerPhrases): string {
  const known: Partial<Record<Trouble, string>> = words.troubles;
  return known[trouble] ?? words.otherTrouble;
}
