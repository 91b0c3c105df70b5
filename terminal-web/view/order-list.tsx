import type { JSX } from "preact";
import type { OrderView } from "../../worker/contract/order.ts";
import { liveSplitOf } from "../state/split.ts";
import { languageOf } from "../state/till.ts";
import { amountText } from "./amount-text.ts";
import { COUNTER_PHRASES } from "./counter/counter-phrases.ts";
import { DAY_PHRASES } from "./day/day-phrases.ts";
import { SplitChip } from "./counter/split-chip.tsx";
import { Line } from "./header.tsx";
import { Shape, type ShapeName } from "./shape.tsx";
import type { OfficeStage } from "./office.ts";
import { momentText } from "./time-text.ts";
import { TopBar } from "./top-bar.tsx";

export type OrderState = OrderView["status"] | "checking";

const SHAPES: Readonly<Record<OrderState, ShapeName>> = {
  placed: "clock",
  claimed: "phone",
  paying: "waves",
  checking: "question",
  paid: "tick",
  expired: "clock",
  cancelled: "slash",
};

export const stateOf = (order: OrderView): OrderState =>
  order.checking ? "checking" : order.status;

/** Its money is in question, and only the merchant can answer: the provider's page is where. */
export const needsLook = ({ holdLost, disputes }: OrderView): boolean =>
  holdLost === true || (disputes?.some(({ status }) => status === "open") ?? false);

/** The sales of this till, newest first: from the server, and without network from what is known here. */
export function OrderList(stage: OfficeStage): JSX.Element {
  const { till, words, send } = stage;
  const { known, listing } = till;
  return (
    <div class="page">
      <TopBar
        title={words.orders}
        back={words.back}
        onBack={() => send({ type: "show", screen: { name: "till" } })}
      >
        <button
          type="button"
          class="button small"
          onClick={() => send({ type: "show", screen: { name: "day" } })}
        >
          {DAY_PHRASES[languageOf(till)].title}
        </button>
        <Line connection={till.connection} words={words} locale={stage.locale} />
      </TopBar>
      <main class="page-body">
        {listing === "failed" && (
          <p class="notice" role="status">
            {words.ordersUnread}
          </p>
        )}
        {known.orders.length === 0 && listing !== "asking" && (
          <p class="empty">{words.ordersEmpty}</p>
        )}
        <ul class="orders">
          {known.orders.map((order) => (
            <li key={order.number}>
              <OrderRow stage={stage} order={order} />
            </li>
          ))}
        </ul>
        {listing === "asking" && <p class="empty">{words.loading}</p>}
        {listing !== "asking" && known.before !== null && known.orders.length > 0 && (
          <button type="button" class="button" onClick={() => send({ type: "list-more" })}>
            {words.earlier}
          </button>
        )}
      </main>
    </div>
  );
}

function OrderRow({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element {
  const { till, words, locale, now, send } = stage;
  const { number, part } = order;
  const split = liveSplitOf(till.known, order);
  const first = order.lines[0]?.name ?? order.note;
  const name = part && COUNTER_PHRASES[languageOf(till)].partName(part.index, part.count);
  return (
    <button
      type="button"
      class="order-row"
      onClick={() => send({ type: "show", screen: { name: split ? "split" : "order", number } })}
    >
      <span class="order-when">{momentText(Date.parse(order.placedAt), now, locale)}</span>
      <span class="order-what">
        <bdi>{name ?? first ?? number}</bdi>
        {split ? (
          <SplitChip stage={stage} split={split} />
        ) : (
          <StateChip state={stateOf(order)} words={words} />
        )}
        {needsLook(order) && <LookChip words={words} />}
        {order.cashier && <bdi class="order-who">{order.cashier}</bdi>}
      </span>
      <span class="order-amount">{amountText(order.amount, locale)}</span>
    </button>
  );
}

export function StateChip({
  state,
  words,
}: { readonly state: OrderState } & Pick<OfficeStage, "words">): JSX.Element {
  return (
    <span class={`chip chip-${state}`}>
      <Shape name={SHAPES[state]} />
      {words.states[state]}
    </span>
  );
}

export const LookChip = ({ words }: Pick<OfficeStage, "words">): JSX.Element => (
  <span class="chip chip-look">
    <Shape name="bang" />
    {words.needsLook}
  </span>
);
