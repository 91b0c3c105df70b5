import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { OrderView } from "../../../worker/contract/order.ts";
import { languageOf } from "../../state/till.ts";
import {
  TOP_UPS_UNASKED,
  type TopUpsMessage,
  type TopUpsTask,
  updateTopUps,
} from "../../state/top-ups-desk.ts";
import { amountText } from "../amount-text.ts";
import type { Office, OfficeStage } from "../office.ts";
import { LookChip, needsLook } from "../order-list.tsx";
import { OrderTrouble } from "../order-trouble.tsx";
import { momentText } from "../time-text.ts";
import { useDesk } from "../use-desk.ts";
import { DAY_PHRASES } from "./day-phrases.ts";
import { TOP_UPS_PHRASES, type TopUpsPhrases } from "./top-ups-phrases.ts";

/** Top-ups that payers made on their wallets' own pages: no till's list has them. Nothing where there are none. */
export function TopUpsSection(stage: OfficeStage): JSX.Element | null {
  const words = TOP_UPS_PHRASES[languageOf(stage.till)];
  const { desk, tell } = useDesk(TOP_UPS_UNASKED, updateTopUps, readBy(stage.office));
  useEffect(() => tell({ type: "ask" }), []);
  const { orders, before, isAsking, fault } = desk;
  if (fault)
    return (
      <section aria-label={words.title}>
        <h2>{words.title}</h2>
        <p class="fault" role="alert">
          {words.unread}
        </p>
        <button type="button" class="button" onClick={() => tell({ type: "ask" })}>
          {words.tryAgain}
        </button>
      </section>
    );
  if (!orders || orders.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="soft">{words.lead}</p>
      <ul class="lines top-ups">
        {orders.map((order) => (
          <TopUp key={order.number} stage={stage} words={words} order={order} />
        ))}
      </ul>
      {before !== null && (
        <button
          type="button"
          class="button"
          disabled={isAsking}
          onClick={() => tell({ type: "more" })}
        >
          {words.earlier}
        </button>
      )}
    </section>
  );
}

interface TopUpProps {
  readonly stage: OfficeStage;
  readonly words: TopUpsPhrases;
  readonly order: OrderView;
}

function TopUp({ stage, words, order }: TopUpProps): JSX.Element {
  const { locale, now } = stage;
  const rails = DAY_PHRASES[languageOf(stage.till)].rails;
  const at = momentText(Date.parse(order.paidAt ?? order.placedAt), now, locale);
  const rail = order.rail && (order.test ? words.practice : (rails[order.rail] ?? order.rail));
  return (
    <li>
      <span>
        <strong>{words.states[stateOf(order)]}</strong>
        {needsLook(order) && <LookChip words={stage.words} />}
        <span class="soft top-up-facts">
          {[at, rail].filter(Boolean).join(" · ")} ·{" "}
          <span class="top-up-number">{words.number(order.number)}</span>
        </span>
        {order.refunds.map((refund, index) => (
          <span key={index} class="top-up-back">
            {backText(refund, words)(amountText(refund.amount, locale))}
          </span>
        ))}
        <OrderTrouble stage={stage} order={order} />
      </span>
      <span>{amountText(order.amount, locale)}</span>
    </li>
  );
}

function stateOf({ status, checking, topUp }: OrderView): keyof TopUpsPhrases["states"] {
  switch (status) {
    case "placed":
    case "claimed":
      return "waiting";
    case "paying":
      return checking ? "checking" : "paying";
    case "paid":
      return topUp === "crediting" ? "crediting" : "credited";
    case "expired":
    case "cancelled":
      return "nothing";
  }
}

function backText(
  { status, wallet }: OrderView["refunds"][number],
  words: TopUpsPhrases,
): (amount: string) => string {
  if (!wallet) return words.givenBack[status];
  return words.sentBack[wallet === "is-owed" ? wallet : status];
}

const readBy =
  (office: Office) =>
  async ({ before }: TopUpsTask): Promise<TopUpsMessage> => {
    const page = await office.topUps(before);
    return page.ok
      ? { type: "told", before, page: page.value }
      : { type: "failed", fault: page.reason };
  };
