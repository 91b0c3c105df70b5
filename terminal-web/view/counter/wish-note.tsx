import type { JSX } from "preact";
import type { OrderView } from "../../../worker/contract/order.ts";
import type { CounterWish } from "../../state/counter-wish.ts";
import { amountText } from "../amount-text.ts";
import type { OfficeStage } from "../office.ts";
import { Approval } from "./approval.tsx";
import type { CounterPhrases } from "./counter-phrases-en.ts";

interface WishNoteProps {
  readonly stage: OfficeStage;
  readonly words: CounterPhrases;
  readonly order: OrderView;
  readonly wish: CounterWish;
}

/** What has become of a movement that was confirmed, and what the cashier's hands have to do about it. */
export function WishNote({ stage, words, order, wish }: WishNoteProps): JSX.Element | null {
  const { status, movement, key } = wish;
  const seen = (): void => stage.send({ type: "wish-seen", key });
  switch (status.name) {
    case "sending":
      return <p role="status">{words.sending}</p>;
    case "waiting":
      return (
        <p class="notice" role="status">
          {movement.type === "cash" ? words.waitingCash : words.waiting}
        </p>
      );
    case "refused":
      return (
        <div class="notice wish-note" role="alert">
          <p>{words.refused[status.problem] ?? words.refusedOther}</p>
          <button type="button" class="button small" onClick={seen}>
            {words.understood}
          </button>
          {movement.type === "refund" && status.problem === "refund-above-limit" && (
            <Approval stage={stage} order={order} wish={wish} refund={movement} />
          )}
        </div>
      );
    case "answered": {
      if (movement.type !== "refund" || order.rail !== "cash") return null;
      const amount = amountText({ ...order.amount, minor: movement.amount }, stage.locale);
      return (
        <div class="notice wish-note hand-out" role="alert">
          <p>
            <strong>{words.handOut(amount)}</strong>
          </p>
          <button type="button" class="button small" onClick={seen}>
            {words.handedOut}
          </button>
        </div>
      );
    }
  }
}
