import type { JSX } from "preact";
import type { OrderView } from "../../../worker/contract/order.ts";
import { languageOf } from "../../state/till.ts";
import { amountText } from "../amount-text.ts";
import { Shape, type ShapeName } from "../shape.tsx";
import type { OfficeStage } from "../office.ts";
import { momentText } from "../time-text.ts";
import { COUNTER_PHRASES } from "./counter-phrases.ts";

const SHAPES: Readonly<Record<OrderView["refunds"][number]["status"], ShapeName>> = {
  pending: "clock",
  done: "tick",
  failed: "cross",
};

/** What has been given back of a sale, and how far each refund is. */
export function RefundList({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element | null {
  const words = COUNTER_PHRASES[languageOf(stage.till)];
  if (order.refunds.length === 0) return null;
  return (
    <section aria-label={words.refunds} aria-live="polite">
      <ul class="lines">
        {order.refunds.map(({ amount, reason, at, status, cashier, approver }, index) => (
          <li key={index}>
            <span>
              <bdi>{reason}</bdi>
              <span class={`chip refund-${status}`}>
                <Shape name={SHAPES[status]} />
                {words.states[status]} · {momentText(Date.parse(at), stage.now, stage.locale)}
              </span>
              {cashier && (
                <span class="soft">
                  <bdi>{[cashier, approver].filter(Boolean).join(" + ")}</bdi>
                </span>
              )}
            </span>
            <span>{amountText(amount, stage.locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
