import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { OrderView } from "../../../worker/contract/order.ts";
import type { Exponent } from "../../../worker/domain/currency.ts";
import { isUnanswered, wishesOf } from "../../state/counter-wish.ts";
import { likelyTenders, readTender } from "../../state/tender.ts";
import { languageOf } from "../../state/till.ts";
import { amountText } from "../amount-text.ts";
import { Choice } from "../choice.tsx";
import type { OfficeStage } from "../office.ts";
import { TopBar } from "../top-bar.tsx";
import { COUNTER_PHRASES } from "./counter-phrases.ts";
import { WishNote } from "./wish-note.tsx";

const OTHER = "other";

/** Cash for the sale on the screen: what is due, what was handed over, and the change before it is taken. */
export function CashScreen({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element {
  const { till, send, locale } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const wishes = wishesOf(till, order.number);
  const due = amountText(order.amount, locale);
  const isWaiting = order.status === "placed" || order.status === "claimed";
  return (
    <div class="page">
      <TopBar
        title={words.cashTitle}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "till" } })}
      />
      <main class="page-body detail">
        <p class="soft">{words.due}</p>
        <p class="figure detail-amount" style={{ "--chars": due.length }}>
          {due}
        </p>
        {wishes.map((wish) => (
          <WishNote key={wish.key} stage={stage} words={words} order={order} wish={wish} />
        ))}
        {!isWaiting && <p class="notice">{words.notWaiting}</p>}
        {isWaiting && !wishes.some(isUnanswered) && <TenderForm stage={stage} order={order} />}
        {isWaiting && !order.part && !order.topUp && (
          <button
            type="button"
            class="button"
            onClick={() => send({ type: "show", screen: { name: "split", number: order.number } })}
          >
            {words.split}
          </button>
        )}
      </main>
    </div>
  );
}

function TenderForm({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element {
  const { till, send, locale, office } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const { minor: due, currency } = order.amount;
  const exponent = order.amount.exponent as Exponent;
  const money = (minor: number): string => amountText({ ...order.amount, minor }, locale);
  const chosen = useSignal(String(due));
  const typed = useSignal("");
  const isOther = chosen.value === OTHER;
  const read = isOther
    ? readTender(typed.value, due, exponent)
    : ({ ok: true, value: Number(chosen.value) } as const);
  const take = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!read.ok) return;
    const movement = { type: "cash", tendered: read.value } as const;
    send({ type: "wish", key: office.newKey(), number: order.number, movement });
  };
  return (
    <form class="counter-form" onSubmit={take} noValidate>
      <Choice
        name="tender"
        label={words.handedOver}
        value={chosen.value}
        options={[
          ...likelyTenders(due, exponent).map(
            (sum) => [String(sum), sum === due ? words.exact : money(sum)] as const,
          ),
          [OTHER, words.other] as const,
        ]}
        onChoose={(value) => (chosen.value = value)}
      />
      {isOther && (
        <label class="field">
          <span>{words.partAmount(currency)}</span>
          <input
            inputMode={exponent === 0 ? "numeric" : "decimal"}
            autoComplete="off"
            ref={(input) => input?.focus({ preventScroll: true })}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
      )}
      <p class="change" role="status">
        {read.ok && (read.value === due ? words.noChange : words.change(money(read.value - due)))}
        {!read.ok && typed.value !== "" && (
          <span class="fault">{words.cashFaults[read.reason]}</span>
        )}
      </p>
      <button type="submit" class="button strong" disabled={!read.ok}>
        {words.takeCash(money(read.ok ? read.value : due))}
      </button>
    </form>
  );
}
