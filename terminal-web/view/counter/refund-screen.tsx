import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { OrderView } from "../../../worker/contract/order.ts";
import type { Exponent } from "../../../worker/domain/currency.ts";
import { type Movement, isUnanswered, wishesOf } from "../../state/counter-wish.ts";
import { EMPTY_REFUND, type RefundDraft, allowedOf, leftOf } from "../../state/refund-draft.ts";
import { languageOf } from "../../state/till.ts";
import { amountText } from "../amount-text.ts";
import type { OfficeStage } from "../office.ts";
import { takeFocus } from "../take-focus.ts";
import { TopBar } from "../top-bar.tsx";
import { COUNTER_PHRASES } from "./counter-phrases.ts";
import type { CounterPhrases } from "./counter-phrases-en.ts";
import { RefundForm } from "./refund-form.tsx";
import { RefundList } from "./refund-list.tsx";
import { WishNote } from "./wish-note.tsx";

type Refund = Extract<Movement, { type: "refund" }>;

/** Money back for a paid sale: how much and why, a second look, and what becomes of it. */
export function RefundScreen({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element {
  const { till, send, locale, office } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const asked = useSignal<Refund | null>(null);
  const draft = useSignal<RefundDraft>(EMPTY_REFUND);
  const limit = useSignal<number | null>(null);
  useEffect(() => {
    // Where it cannot be read, the server still keeps to it.
    void office.policy().then((told) => {
      if (told.ok) limit.value = told.value.refundLimitMinor;
    });
  }, []);
  const money = (minor: number): string => amountText({ ...order.amount, minor }, locale);
  const wishes = wishesOf(till, order.number).filter(({ movement }) => movement.type === "refund");
  const left = leftOf(order);
  const allowed = allowedOf(order, limit.value);
  const rail = words.railsNames[order.rail ?? ""] ?? order.rail ?? "";
  const confirm = (movement: Refund): void => {
    send({ type: "wish", key: office.newKey(), number: order.number, movement });
    asked.value = null;
    draft.value = EMPTY_REFUND;
  };
  return (
    <div class="page">
      <TopBar
        title={words.refundTitle}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "order", number: order.number } })}
      />
      <main class="page-body">
        <p class="soft">{words.paidWith(amountText(order.amount, locale), rail)}</p>
        <p class="left">{left > 0 ? words.left(money(left)) : words.nothingLeft}</p>
        {wishes.map((wish) => (
          <WishNote key={wish.key} stage={stage} words={words} order={order} wish={wish} />
        ))}
        <RefundList stage={stage} order={order} />
        {asked.value && (
          <Sure
            words={words}
            refund={asked.value}
            amount={money(asked.value.amount)}
            isCash={order.rail === "cash"}
            onYes={confirm}
            onNo={() => (asked.value = null)}
          />
        )}
        {!asked.value && left > 0 && !wishes.some(isUnanswered) && (
          <RefundForm
            words={words}
            draft={draft}
            currency={order.amount.currency}
            exponent={order.amount.exponent as Exponent}
            left={left}
            allowed={allowed}
            money={money}
            onAsk={(refund) => (asked.value = refund)}
          />
        )}
      </main>
    </div>
  );
}

interface SureProps {
  readonly words: CounterPhrases;
  readonly refund: Refund;
  readonly amount: string;
  readonly isCash: boolean;
  readonly onYes: (refund: Refund) => void;
  readonly onNo: () => void;
}

/** The second look: a slip costs money, so the way back is the first thing under the thumb. */
function Sure({ words, refund, amount, isCash, onYes, onNo }: SureProps): JSX.Element {
  return (
    <section class="card sure" role="alertdialog" aria-label={words.sure(amount)}>
      <h2>{words.sure(amount)}</h2>
      <p>{isCash ? words.sureCash(amount) : words.sureRail}</p>
      <p class="soft">
        <bdi>{refund.reason}</bdi>
      </p>
      <div class="form-buttons">
        <button type="button" class="button" ref={takeFocus} onClick={onNo}>
          {words.notYet}
        </button>
        <button type="button" class="button strong" onClick={() => onYes(refund)}>
          {words.giveBack(amount)}
        </button>
      </div>
    </section>
  );
}
