import type { JSX } from "preact";
import type { OrderView } from "../../worker/contract/order.ts";
import { findOrder } from "../state/known-orders.ts";
import { isFinalView } from "../state/sale.ts";
import { splitOf } from "../state/split.ts";
import { languageOf } from "../state/till.ts";
import { amountText } from "./amount-text.ts";
import { COUNTER_PHRASES } from "./counter/counter-phrases.ts";
import { RefundList } from "./counter/refund-list.tsx";
import { LookChip, StateChip, needsLook, stateOf } from "./order-list.tsx";
import type { OfficeStage } from "./office.ts";
import { OrderTrouble } from "./order-trouble.tsx";
import { MATCH_PHRASES } from "./match-phrases.ts";
import { matchText } from "./match-text.ts";
import { momentText } from "./time-text.ts";
import { TopBar } from "./top-bar.tsx";

/** One sale with everything that is known of it: for the cashier who is asked what happened. */
export function OrderDetail({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element {
  const { words, locale, send } = stage;
  const amount = amountText(order.amount, locale);
  const bill = billInPartsOf(stage, order);
  return (
    <div class="page">
      <TopBar
        title={words.orderTitle(order.number)}
        back={words.back}
        onBack={() => send({ type: "show", screen: { name: "orders" } })}
      />
      <main class="page-body detail">
        <p class="figure detail-amount" style={{ "--chars": amount.length }}>
          {amount}
        </p>
        <StateChip state={stateOf(order)} words={words} />
        {needsLook(order) && <LookChip words={words} />}
        <Lines stage={stage} order={order} />
        <Facts stage={stage} order={order} />
        <RefundList stage={stage} order={order} />
        <OrderTrouble stage={stage} order={order} />
        <div class="detail-buttons">
          {order.receipt !== null && (
            <a class="button" href={order.receipt} target="_blank" rel="noreferrer">
              {words.receipt}
            </a>
          )}
          {order.status === "paid" && !order.topUp && (
            <button
              type="button"
              class="button"
              onClick={() =>
                send({ type: "show", screen: { name: "refund", number: order.number } })
              }
            >
              {COUNTER_PHRASES[languageOf(stage.till)].refund}
            </button>
          )}
          {bill !== null && (
            <button
              type="button"
              class="button"
              onClick={() => send({ type: "show", screen: { name: "split", number: bill } })}
            >
              {order.part ? words.sale.toBill : COUNTER_PHRASES[languageOf(stage.till)].toParts}
            </button>
          )}
          {!isFinalView(order) && (
            <button
              type="button"
              class="button strong"
              onClick={() => send({ type: "resume", number: order.number })}
            >
              {words.showAgain}
            </button>
          )}
        </div>
      </main>
    </div>
  );
}

/** The bill that this order is a part of, or is itself in parts; null where it is neither, or that bill is not in hand. */
function billInPartsOf(
  { till: { known } }: OfficeStage,
  { number, part }: OrderView,
): string | null {
  if (part) return findOrder(known, part.of) ? part.of : null;
  return (splitOf(known, number)?.parts.length ?? 0) > 0 ? number : null;
}

interface PartProps {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}

function Lines({ stage, order }: PartProps): JSX.Element | null {
  const { lines, amount, note } = order;
  if (lines.length === 0 && note === null) return null;
  return (
    <ul class="lines">
      {lines.map(({ name, quantity, unitPrice }, index) => (
        <li key={index}>
          <span>
            {quantity > 1 && `${quantity} × `}
            <bdi>{name}</bdi>
          </span>
          <span>{amountText({ ...amount, minor: quantity * unitPrice }, stage.locale)}</span>
        </li>
      ))}
      {note !== null && (
        <li class="line-note">
          <bdi>{note}</bdi>
        </li>
      )}
    </ul>
  );
}

function Facts({ stage, order }: PartProps): JSX.Element {
  const { words, locale, now } = stage;
  const moment = (text: string): string => momentText(Date.parse(text), now, locale);
  return (
    <dl class="facts">
      <dt>{words.placedAt}</dt>
      <dd>{moment(order.placedAt)}</dd>
      {order.cashier && (
        <>
          <dt>{words.cashier}</dt>
          <dd>
            <bdi>{[...new Set([order.cashier, order.cashBy])].filter(Boolean).join(", ")}</bdi>
          </dd>
        </>
      )}
      {order.paidAt !== null && (
        <>
          <dt>{words.paidAt}</dt>
          <dd>{moment(order.paidAt)}</dd>
        </>
      )}
      {!isFinalView(order) && (
        <>
          <dt>{words.expiresAt}</dt>
          <dd>{moment(order.expiresAt)}</dd>
        </>
      )}
      {order.match && (
        <>
          <dt>{words.match}</dt>
          <dd>{matchText(order.match, MATCH_PHRASES[languageOf(stage.till)], locale)}</dd>
        </>
      )}
    </dl>
  );
}
