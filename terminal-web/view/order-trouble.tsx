import type { JSX } from "preact";
import type { OrderView } from "../../worker/contract/order.ts";
import { amountText } from "./amount-text.ts";
import type { OfficeStage } from "./office.ts";

/** What has become of an order's money where it did not just come: what somebody has to see to, or would ask about. */
export function OrderTrouble({
  stage,
  order,
}: {
  readonly stage: OfficeStage;
  readonly order: OrderView;
}): JSX.Element {
  const { words, locale } = stage;
  return (
    <>
      {order.strays.map((stray, index) => (
        <p key={index} class="notice">
          {strayText(stray, words)(amountText(stray.amount, locale))}
        </p>
      ))}
      {order.holdLost && <p class="notice">{words.holdLost}</p>}
      {order.disputes?.map(({ amount, taken, fee, status }, index) => (
        <p key={index} class="notice">
          {words.disputes[status](amountText(amount, locale))}
          {(taken.minor > 0 || fee.minor > 0) && (
            <>
              <br />
              {words.disputes.taken(amountText(taken, locale), amountText(fee, locale))}
            </>
          )}
        </p>
      ))}
    </>
  );
}

function strayText(
  { returned, withBank }: OrderView["strays"][number],
  words: OfficeStage["words"],
): (amount: string) => string {
  if (returned) return words.strayReturned;
  return withBank ? words.strayWithBank : words.stray;
}
