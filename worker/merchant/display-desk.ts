import { type Credential, credentialText } from "../contract/credential.ts";
import {
  type DisplayCredential,
  type DisplayLink,
  type DisplayList,
  type DisplayOrder,
  type DisplayView,
  type LinkDisplay,
  type LinkedDisplay,
  MAX_DISPLAYS,
  type PutScreen,
  type Screen,
  displayCredentialText,
  displayLinkUrl,
  displayOrderOf,
} from "../contract/display.ts";
import { MAX_WAIT_SECONDS } from "../contract/event.ts";
import { timeOut } from "../contract/fields.ts";
import type { Ticket } from "../contract/merchant.ts";
import type { ProblemType } from "../contract/problem.ts";
import { later } from "../domain/instant.ts";
import { type OrderNumber, orderNumberText, terminalOf } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { type Display, DisplayRegister } from "./display-register.ts";
import type { Shop } from "./shop.ts";
import { TICKET_MS, type TerminalDesk } from "./terminal-desk.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** How a display is watched over: the runtime's sockets. */
export interface DisplaySockets {
  isWatching(display: number): boolean;
  close(display: number): void;
}

const LINK_MS = 10 * 60_000;
/** A screen that nobody has switched on for this long is lost or sold: it would have to be linked anew. */
const FORGOTTEN_MS = 30 * 24 * 3_600_000;
const SEE_EVERY_MS = 5 * 60_000;
/** How long a result may still be told; a display that comes later finds the counter idle. */
const RESULT_MS = 20_000;
/** What a display is given of the code: enough for a gap in the network, worth little to who carries the tablet away. */
const CODE_WINDOWS = 6;

/** Where a terminal links its customer displays, and where these ask what they show. */
export class DisplayDesk {
  readonly #shop: Shop;
  readonly #terminals: TerminalDesk;
  readonly #register: DisplayRegister;
  readonly #sockets: DisplaySockets;

  constructor(shop: Shop, terminals: TerminalDesk, sql: SqlStorage, sockets: DisplaySockets) {
    this.#shop = shop;
    this.#terminals = terminals;
    this.#register = new DisplayRegister(sql);
    this.#sockets = sockets;
  }

  // What the terminal asks.

  invite(credential: Credential, origin: string): Answer<DisplayLink> {
    const admitted = this.#terminals.admitWith(credential, "settings");
    if (!admitted.ok) return admitted;
    const { merchant, terminal } = credential;
    if (this.#linked(terminal).length >= MAX_DISPLAYS) return refuse("displays-too-many");
    const secret = this.#shop.newSecret();
    const expiresAt = later(this.#shop.now(), LINK_MS);
    this.#register.keepLink(terminal, this.#shop.hashOf(secret), expiresAt);
    const url = displayLinkUrl(origin, { merchant, terminal, secret });
    return ok({ url, expiresAt: timeOut(expiresAt) });
  }

  list(credential: Credential): Answer<DisplayList> {
    const admitted = this.#terminals.admit(credential);
    if (!admitted.ok) return admitted;
    const displays = this.#linked(credential.terminal).map(({ number, linkedAt, seenAt }) => ({
      number,
      linkedAt: timeOut(linkedAt),
      seenAt: timeOut(seenAt),
      isWatching: this.#sockets.isWatching(number),
    }));
    return ok({ displays });
  }

  /** From this instant the display learns nothing more. */
  revoke(credential: Credential, number: number): Answer<DisplayList> {
    const admitted = this.#terminals.admit(credential);
    if (!admitted.ok) return admitted;
    if (this.#register.find(number)?.terminal !== credential.terminal) return refuse("not-found");
    this.#register.revoke(number, this.#shop.now());
    this.#sockets.close(number);
    this.#shop.atDisplay.wake(credential.terminal);
    return this.list(credential);
  }

  putScreen(credential: Credential, { number }: PutScreen): Answer<Screen> {
    const admitted = this.#terminals.admit(credential);
    if (!admitted.ok) return admitted;
    const { terminal } = credential;
    if (number !== null && terminalOf(number) !== terminal) return refuse("order-number-foreign");
    const newest = this.#shop.journal.nextCounter(terminal);
    this.#register.show(terminal, { number, newest });
    this.#shop.tellTerminal(terminal);
    return ok({ number: number === null ? null : orderNumberText(number) });
  }

  // What the display asks.

  /** The same link and key again bring the same display: the first answer may have been lost. */
  link({ link, key }: LinkDisplay): Answer<LinkedDisplay> {
    const { merchant, terminal, secret } = link;
    const now = this.#shop.now();
    const kept = this.#register.link(terminal, now);
    const isGood = kept && this.#shop.core.equal(kept.hash, this.#shop.hashOf(secret));
    if (!kept || !isGood) return refuse("display-link-invalid");
    if (kept.display === null) {
      if (this.#linked(terminal).length >= MAX_DISPLAYS) return refuse("displays-too-many");
      const made = this.#register.enter(terminal, this.#shop.hashOf(key), now);
      this.#register.useLink(terminal, made);
      return ok(linkedAs({ merchant, terminal, display: made, secret: key }));
    }
    const again = { merchant, terminal, display: kept.display, secret: key };
    return this.#admit(again).ok ? ok(linkedAs(again)) : refuse("display-link-invalid");
  }

  /** What the till shows; when the display has seen all there is, waits for news. */
  async watch(
    credential: DisplayCredential,
    after: number,
    waitSeconds: number,
    origin: string,
  ): Promise<Answer<DisplayView>> {
    const admitted = this.#admit(credential);
    if (!admitted.ok) return admitted;
    const { atDisplay, feed, journal } = this.#shop;
    if (after > journal.lastSeq) return refuse("cursor-invalid");
    const patience = Math.min(waitSeconds, MAX_WAIT_SECONDS) * 1000;
    if (patience > 0 && feed.isAtEnd(after)) {
      if (atDisplay.isFull) return refuse("too-many-waiting");
      await atDisplay.wait(credential.terminal, patience);
    }
    // It may have been revoked while it waited.
    const view = this.viewFor(credential.display, origin);
    return view ? ok(view) : refuse("unauthenticated");
  }

  ticket(credential: DisplayCredential): Answer<Ticket> {
    const admitted = this.#admit(credential);
    if (!admitted.ok) return admitted;
    const { merchant, terminal, display } = credential;
    const secret = this.#shop.newSecret();
    const expiresAt = later(this.#shop.now(), TICKET_MS);
    const hash = this.#shop.hashOf(secret);
    this.#shop.register.keepTicket(hash, { terminal, display }, expiresAt);
    return ok({ ticket: credentialText({ merchant, terminal, secret }) });
  }

  /** What a display shows now; null when it may no longer watch. */
  viewFor(number: number, origin: string): DisplayView | null {
    const display = this.#register.find(number);
    const terminal = display && this.#shop.register.terminal(display.terminal);
    if (!display || !terminal || terminal.isRevoked || !this.#isLinked(display)) return null;
    const { name: shop, language } = this.#shop.profile;
    const order = this.#shown(terminal.number);
    const code =
      order?.isWaiting === true
        ? this.#terminals.mintFor(
            terminal.number,
            { number: order.number, count: CODE_WINDOWS },
            origin,
          )
        : null;
    return {
      shop,
      terminal: terminal.name,
      language,
      order: order?.view ?? null,
      code: code?.ok ? code.value : null,
      cursor: this.#shop.journal.lastSeq,
      serverTime: timeOut(this.#shop.now()),
    };
  }

  /** The newest order, unless the terminal said since that it shows another, for as long as customers should see it. */
  #shown(terminal: number): { number: OrderNumber; view: DisplayOrder; isWaiting: boolean } | null {
    const { journal } = this.#shop;
    const said = this.#register.shown(terminal);
    const newest = journal.recent(terminal, null, 1)[0]?.order.terms.number ?? null;
    const isSaid = said !== null && said.newest === journal.nextCounter(terminal);
    const number = isSaid ? said.number : newest;
    const looked = number === null ? null : this.#shop.look(number);
    if (number === null || !looked?.ok) return null;
    const { order } = looked.value;
    const view = displayOrderOf(order, this.#shop.profile.language);
    const isOld = view.endedAt !== null && Date.parse(view.endedAt) + RESULT_MS < this.#shop.now();
    return isOld ? null : { number, view, isWaiting: order.status === "placed" };
  }

  #admit({ terminal, display: number, secret }: DisplayCredential): Answer<Display> {
    const display = this.#register.find(number);
    const hash = this.#shop.hashOf(secret);
    const matches = this.#shop.core.equal(hash, display?.credentialHash ?? this.#shop.hashOf(""));
    const isGood = display?.terminal === terminal && matches && this.#isLinked(display);
    if (!isGood || this.#shop.register.terminal(terminal)?.isRevoked !== false)
      return refuse("unauthenticated");
    const now = this.#shop.now();
    if (now - display.seenAt > SEE_EVERY_MS) this.#register.see(number, now);
    return ok(display);
  }

  #isLinked({ isRevoked, seenAt }: Display): boolean {
    return !isRevoked && this.#shop.now() - seenAt < FORGOTTEN_MS;
  }

  #linked(terminal: number): Display[] {
    return this.#register.of(terminal).filter((display) => this.#isLinked(display));
  }
}

const linkedAs = (credential: DisplayCredential): LinkedDisplay => ({
  credential: displayCredentialText(credential),
});
