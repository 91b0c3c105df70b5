import type { JSX } from "preact";
import { type Face, type Sale, isOver } from "../state/sale.ts";
import type { Stage } from "./stage.ts";
import { takeFocus } from "./take-focus.ts";

/** Where nobody is paying otherwise, cash can be taken. */
const CASH_FACES: ReadonlySet<Face["kind"]> = new Set<Face["kind"]>([
  "code",
  "claimed",
  "declined",
]);

/** Cash for a top-up waits until the customer has said into which wallet. */
const canTakeCash = (face: Face, { charge }: Sale): boolean =>
  charge.kind ? face.kind === "claimed" && face.topUp === "ready" : CASH_FACES.has(face.kind);

interface SaleButtonsProps {
  readonly stage: Stage;
  readonly sale: Sale;
  readonly face: Face;
}

/** What the merchant can do now: at most three things, the likelier one large. */
export function SaleButtons({ stage, sale, face }: SaleButtonsProps): JSX.Element {
  const { till, words, send } = stage;
  const leave = (): void => send({ type: "leave" });
  if (isOver(sale)) {
    const { part } = sale.charge;
    const canRepeat = face.kind !== "paid" && !part;
    return (
      <div class="sale-buttons">
        {canRepeat && (
          <button type="button" class="button" onClick={() => send({ type: "again" })}>
            {words.sale.again}
          </button>
        )}
        <button type="button" class="button strong" onClick={leave}>
          {part && words.sale.toBill}
          {!part && (face.kind === "paid" ? words.sale.next : words.sale.backToKeypad)}
        </button>
      </div>
    );
  }
  if (till.isStopAsked) return <StopQuestion {...stage} />;
  const canCancel = face.kind !== "stopping" && face.kind !== "unknown";
  const canLeave = face.kind !== "code";
  return (
    <div class="sale-buttons">
      {canCancel && (
        <button
          type="button"
          class="button"
          onClick={() => send({ type: "cancel", isSure: false })}
        >
          {words.sale.cancel}
        </button>
      )}
      {sale.status === "standing" && canTakeCash(face, sale) && (
        <button
          type="button"
          class="button"
          onClick={() =>
            send({ type: "show", screen: { name: "cash", number: sale.charge.number } })
          }
        >
          {words.sale.cash}
        </button>
      )}
      {canLeave && (
        <button type="button" class="button" onClick={leave}>
          {sale.charge.part ? words.sale.toBill : words.sale.next}
        </button>
      )}
    </div>
  );
}

function StopQuestion({ words, send }: Stage): JSX.Element {
  return (
    <div class="sale-buttons asking" role="alertdialog" aria-label={words.sale.stopQuestion}>
      <p class="question">{words.sale.stopQuestion}</p>
      <button type="button" class="button" onClick={() => send({ type: "cancel", isSure: true })}>
        {words.sale.stop}
      </button>
      <button
        type="button"
        class="button strong"
        ref={takeFocus}
        onClick={() => send({ type: "keep-waiting" })}
      >
        {words.sale.keep}
      </button>
    </div>
  );
}
