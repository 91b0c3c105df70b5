import type { ComponentChildren, FunctionComponent, JSX } from "preact";
import { exponentOf, isCurrency } from "../../worker/domain/currency.ts";
import { type Key, typedDecimals } from "../state/amount-entry.ts";
import { draftTotal } from "../state/draft.ts";
import { exponentOfTill } from "../state/update-draft.ts";
import { amountPieces, amountText } from "./amount-text.ts";
import { Shape } from "./shape.tsx";
import type { Stage } from "./stage.ts";

const DIGITS = [
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "0",
  "00",
] as const satisfies readonly Key[];

interface KeypadProps {
  readonly stage: Stage;
  /** What stands where the digits are while the till is spoken to, once it has loaded. */
  readonly voicePanel: FunctionComponent<Stage> | null;
}

/** The amount, the keys under it, and the one button that charges. */
export function Keypad({ stage, voicePanel: VoicePanel }: KeypadProps): JSX.Element {
  const { till, words, send } = stage;
  const canSpeak = till.settings.listening !== "off";
  return (
    <div class="keypad-screen">
      <h1 class="sr-only" tabIndex={-1}>
        {words.charge}
      </h1>
      <Display {...stage} />
      <div class={canSpeak ? "keys" : "keys silent"} role="group" aria-label={words.keypad}>
        {till.mic.isOpen ? VoicePanel && <VoicePanel {...stage} /> : <Keys {...stage} />}
        {canSpeak && <MicKey {...stage} />}
        <button
          type="button"
          class="charge"
          onPointerDown={keepFocus}
          onClick={() => send({ type: "charge", unnamed: words.item })}
        >
          {till.draft.kind ? words.topUp : words.charge}
        </button>
      </div>
    </div>
  );
}

function Display({ till, words, locale, send }: Stage): JSX.Element {
  const { draft, hint, profile } = till;
  const exponent = exponentOfTill(till);
  const money = {
    minor: draftTotal(draft, exponent),
    currency: profile.merchant.currency,
    exponent,
  };
  const text = amountText(money, locale);
  const isEmpty = draft.lines.length === 0 && draft.entry === "";
  // With lines on the bill the figure is a sum, of which no part is "being typed".
  const decimals = draft.lines.length > 0 ? exponent : typedDecimals(draft.entry);
  const pieces = isEmpty ? [{ text, isTyped: false }] : amountPieces(text, decimals, exponent);
  return (
    <section class="display" aria-label={words.amount}>
      <output class="sr-only">{text}</output>
      <p class="figure" style={{ "--chars": text.length }} aria-hidden="true">
        {pieces.map(({ text: piece, isTyped }, index) => (
          <span key={index} class={isTyped ? undefined : "untyped"}>
            {piece}
          </span>
        ))}
      </p>
      <p class="display-foot">
        {hint ? (
          <strong role="alert" class="hint">
            {words.hints[hint]}
          </strong>
        ) : (
          <BillSummary till={till} words={words} locale={locale} send={send} />
        )}
      </p>
      <LatestLines till={till} locale={locale} />
    </section>
  );
}

/** As many lines of the bill as fit beside the keys of a tablet. */
const LINES_SHOWN = 6;

function LatestLines({ till, locale }: Pick<Stage, "till" | "locale">): JSX.Element {
  const { currency } = till.profile.merchant;
  const exponent = exponentOfTill(till);
  return (
    <ul class="display-lines" aria-hidden="true">
      {till.draft.lines.slice(-LINES_SHOWN).map(({ name, quantity, unitPrice }, index) => (
        <li key={index}>
          <bdi>{quantity > 1 ? `${quantity} × ${name}` : name}</bdi>
          <span>{amountText({ minor: quantity * unitPrice, currency, exponent }, locale)}</span>
        </li>
      ))}
    </ul>
  );
}

type SummaryProps = Pick<Stage, "till" | "words" | "locale" | "send">;

/** What the figure is made of, when it is more than what was typed. */
function BillSummary({ till, words, locale }: SummaryProps): JSX.Element | null {
  const { lines, entry, note } = till.draft;
  if (lines.length === 0 && note === "") return null;
  const exponent = exponentOfTill(till);
  const typed = draftTotal({ entry, lines: [], note: "" }, exponent);
  const { currency } = till.profile.merchant;
  const parts = [
    lines.length > 0 ? words.items(lines.length) : "",
    lines.length > 0 && typed > 0
      ? `+ ${amountText({ minor: typed, currency, exponent }, locale)}`
      : "",
    note === "" ? "" : words.withNote,
  ];
  return <>{parts.filter((part) => part !== "").join(" · ")}</>;
}

function Keys({ till, words, send }: Stage): JSX.Element {
  const { draft, profile } = till;
  const { currency } = profile.merchant;
  const hasDecimals = !isCurrency(currency) || exponentOf(currency) > 0;
  const press = (key: Key) => (): void => send({ type: "press", key });
  return (
    <>
      {DIGITS.map((digit) => (
        <button
          key={digit}
          type="button"
          class={`key key-${digit}`}
          onPointerDown={keepFocus}
          onClick={press(digit)}
        >
          {digit}
        </button>
      ))}
      {hasDecimals && (
        <button
          type="button"
          class="key key-point"
          aria-label={words.point}
          onPointerDown={keepFocus}
          onClick={press("point")}
        >
          .
        </button>
      )}
      <SideKey place="backspace" label={words.backspace} onTap={press("backspace")}>
        <Shape name="backspace" />
      </SideKey>
      <SideKey place="clear" label={words.clear} onTap={() => send({ type: "clear" })}>
        C
      </SideKey>
      <SideKey
        place="add"
        label={words.addItem}
        onTap={() => send({ type: "add-entry", name: words.item })}
      >
        <Shape name="plus" />
        <span class="key-word">{words.add}</span>
      </SideKey>
      <SideKey place="bill" onTap={() => send({ type: "show", screen: { name: "bill" } })}>
        <Shape name="bill" />
        <span class="key-word">
          {words.bill}
          {draft.lines.length > 0 && <b class="count">{draft.lines.length}</b>}
        </span>
      </SideKey>
    </>
  );
}

/** Held down while speaking, or tapped before and, if one likes, after. */
function MicKey({ till, words, send }: Stage): JSX.Element {
  const down = (event: PointerEvent): void => {
    event.preventDefault();
    // The finger may slide off while one speaks.
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    send({ type: "mic", isDown: true });
  };
  const up = (): void => send({ type: "mic", isDown: false });
  return (
    <button
      type="button"
      class={till.mic.isOpen ? "mic open" : "mic"}
      aria-label={words.speak}
      aria-pressed={till.mic.isOpen}
      onPointerDown={down}
      onPointerUp={up}
      onPointerCancel={up}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // A pointer has pressed already; a key, or a screen reader, has not.
        if (event.detail > 0) return;
        send({ type: "mic", isDown: true });
        up();
      }}
    >
      <Shape name="mic" />
    </button>
  );
}

interface SideKeyProps {
  readonly place: string;
  readonly label?: string;
  readonly onTap: () => void;
  readonly children: ComponentChildren;
}

/** A key beside the digits: what it says is not what it types. */
function SideKey({ place, label, onTap, children }: SideKeyProps): JSX.Element {
  return (
    <button
      type="button"
      class={`key quiet key-${place}`}
      aria-label={label}
      onPointerDown={keepFocus}
      onClick={onTap}
    >
      {children}
    </button>
  );
}

/** A touched key does not take the focus, so that Enter on a keyboard always charges. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
