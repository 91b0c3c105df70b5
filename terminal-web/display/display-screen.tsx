import type { JSX } from "preact";
import type { DisplayOrder, DisplayView } from "../../worker/contract/display.ts";
import { amountText } from "../view/amount-text.ts";
import type { QrSymbol } from "../view/qr-symbol.ts";
import { Shape } from "../view/shape.tsx";
import { SymbolPicture } from "../view/symbol-picture.tsx";
import type { DisplayFace } from "./display-face.ts";
import type { DisplayPhrases } from "./display-phrases.ts";
import { faceWords } from "./face-words.ts";

export interface DisplayStage {
  readonly view: DisplayView;
  readonly face: DisplayFace;
  readonly words: DisplayPhrases;
  /** BCP 47. */
  readonly locale: string;
  readonly isOffline: boolean;
  /** null where the core could not be loaded. */
  readonly symbolOf: (text: string) => QrSymbol | null;
  /** null where the browser has no such thing, or is there already. */
  readonly goFullScreen: (() => void) | null;
}

/** The side of the till that faces the customer. */
export function DisplayScreen(stage: DisplayStage): JSX.Element {
  const { face, view, words, locale } = stage;
  if (face.kind === "idle") return <Idle {...stage} />;
  const { tone } = faceWords(face, words, locale);
  return (
    <main class={`display tone-${tone} face-${face.kind}`}>
      <p class="display-shop">
        <bdi>{view.shop}</bdi>
      </p>
      <BillPart order={face.order} words={words} locale={locale} />
      <div class="display-sign">
        <SignPart {...stage} />
      </div>
      <Offline {...stage} />
    </main>
  );
}

function Idle(stage: DisplayStage): JSX.Element {
  const { view, words, goFullScreen } = stage;
  return (
    <main class="display face-idle">
      <div class="idle">
        <h1 style={{ "--chars": Math.min(view.shop.length, 24) }}>
          <bdi>{view.shop}</bdi>
        </h1>
        <p>{words.idle}</p>
      </div>
      <Offline {...stage} />
      <footer>
        <bdi>{view.terminal}</bdi>
        {goFullScreen && (
          <button type="button" class="button small" onClick={goFullScreen}>
            {words.fullScreen}
          </button>
        )}
      </footer>
    </main>
  );
}

interface BillProps extends Pick<DisplayStage, "words" | "locale"> {
  readonly order: DisplayOrder;
}

function BillPart({ order, words, locale }: BillProps): JSX.Element {
  const amount = amountText(order.amount, locale);
  const money = (minor: number): string => amountText({ ...order.amount, minor }, locale);
  return (
    <div class="display-bill">
      <p class="to-pay">{order.endedAt === null ? words.toPay : words.total}</p>
      <p class="figure display-amount" style={{ "--chars": amount.length }}>
        {amount}
      </p>
      {order.lines.length > 0 && (
        // A long bill scrolls, also for who has no finger on the screen.
        <ul class="display-lines" tabIndex={0} aria-label={words.lines}>
          {order.lines.map(({ name, quantity, unitPrice }, index) => (
            <li key={index}>
              <span>
                {quantity > 1 && <b>{quantity} × </b>}
                <bdi>{name}</bdi>
              </span>
              <span class="line-amount">{money(quantity * unitPrice)}</span>
            </li>
          ))}
        </ul>
      )}
      {order.note !== null && (
        <p class="display-note">
          <bdi>{order.note}</bdi>
        </p>
      )}
      <p class="display-number">{words.order(order.number)}</p>
    </div>
  );
}

function SignPart({ face, words, locale, symbolOf }: DisplayStage): JSX.Element {
  const look = faceWords(face, words, locale);
  return (
    <>
      {face.kind === "code" ? (
        <CodePart face={face} words={words} symbolOf={symbolOf} />
      ) : (
        <Shape name={look.shape} />
      )}
      <h1 class="display-word">{look.word}</h1>
      <p class="display-text">{look.text}</p>
      {face.kind === "claimed" && face.order.words !== null && (
        <p class="match-words">
          {words.words}
          <strong>{face.order.words}</strong>
        </p>
      )}
    </>
  );
}

interface CodeProps extends Pick<DisplayStage, "words" | "symbolOf"> {
  readonly face: Extract<DisplayFace, { kind: "code" }>;
}

function CodePart({ face: { code }, words, symbolOf }: CodeProps): JSX.Element {
  if (code.status !== "ready") {
    return (
      <div class="code code-empty">
        {code.status === "awaited" ? <span class="spinner" /> : <Shape name="unsent" />}
      </div>
    );
  }
  const symbol = symbolOf(code.prefix + code.token);
  if (!symbol) return <p class="code code-empty">{words.noCode}</p>;
  return <SymbolPicture symbol={symbol} label={words.scan} />;
}

function Offline({ isOffline, words }: DisplayStage): JSX.Element {
  return (
    <p class="display-offline" role="status">
      {isOffline && words.offline}
    </p>
  );
}
