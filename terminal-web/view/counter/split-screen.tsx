import type { JSX } from "preact";
import type { OrderView } from "../../../worker/contract/order.ts";
import { isFinalView, isOver } from "../../state/sale.ts";
import { type PartWish, type Split, evenCountOf, nextShare, splitOf } from "../../state/split.ts";
import { languageOf } from "../../state/till.ts";
import { amountText } from "../amount-text.ts";
import type { OfficeStage } from "../office.ts";
import { StateChip, stateOf } from "../order-list.tsx";
import { TopBar } from "../top-bar.tsx";
import { COUNTER_PHRASES } from "./counter-phrases.ts";
import { PartForm } from "./part-form.tsx";

/** Among how many a bill is offered to be shared with one tap. */
const EVEN = [2, 3, 4, 5, 6] as const;

/** A bill in parts on one screen: what is still open, who has paid, and the next part. */
export function SplitScreen(stage: OfficeStage & { readonly of: string }): JSX.Element | null {
  const { till, send, locale, of } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const split = splitOf(till.known, of);
  if (!split) return null;
  const money = (minor: number): string => amountText({ ...split.whole.amount, minor }, locale);
  const isWhole = !isFinalView(split.whole);
  const isFree = till.sale === null || isOver(till.sale) || isWhole;
  return (
    <div class="page">
      <TopBar
        title={words.splitTitle}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: isWhole ? "till" : "orders" } })}
      />
      <main class="page-body">
        <p class="soft">{money(split.whole.amount.minor)}</p>
        <p class="change" role="status">
          {split.open === 0 ? words.paidInFull : words.stillOpen(money(split.open))}
        </p>
        <p>
          {split.paid > 0 && words.paidSoFar(money(split.paid))}
          {split.paid > 0 && split.pending > 0 && " · "}
          {split.pending > 0 && words.pendingSoFar(money(split.pending))}
        </p>
        {isWhole && <p class="soft">{words.splitLead}</p>}
        <div>
          {split.parts.map((part) => (
            <PartRow key={part.number} stage={stage} part={part} />
          ))}
        </div>
        {isFree && split.unassigned > 0 && <Next stage={stage} split={split} money={money} />}
        {split.unassigned === 0 && split.open > 0 && <p>{words.waitForParts}</p>}
        {!isWhole && split.paid === 0 && split.pending === 0 && (
          <button type="button" class="button" onClick={() => send({ type: "unsplit", of })}>
            {words.wholeAgain}
          </button>
        )}
        {split.open === 0 && (
          <button
            type="button"
            class="button strong"
            onClick={() => send({ type: "show", screen: { name: "till" } })}
          >
            {words.nextSale}
          </button>
        )}
      </main>
    </div>
  );
}

function PartRow({
  stage,
  part,
}: {
  readonly stage: OfficeStage;
  readonly part: OrderView;
}): JSX.Element {
  const { send, locale, till } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const { number } = part;
  return (
    <div class="split-row">
      <span>
        {words.partName(part.part?.index ?? 1, part.part?.count ?? 1)}
        <StateChip state={stateOf(part)} words={stage.words} />
      </span>
      <span>{amountText(part.amount, locale)}</span>
      {isFinalView(part) ? (
        <button
          type="button"
          class="button small"
          onClick={() => send({ type: "show", screen: { name: "order", number } })}
        >
          {stage.words.orderTitle(number)}
        </button>
      ) : (
        <button
          type="button"
          class="button small"
          // A customer may be paying it: the sale's own screen asks before it stops anybody.
          onClick={() =>
            part.status === "placed"
              ? send({ type: "drop-part", number })
              : send({ type: "resume", number })
          }
        >
          {part.status === "placed" ? words.dropPart : stage.words.showAgain}
        </button>
      )}
    </div>
  );
}

interface NextProps {
  readonly stage: OfficeStage;
  readonly split: Split;
  readonly money: (minor: number) => string;
}

/** What is charged next: an equal share, so much of the rest, or all of it. */
function Next({ stage, split, money }: NextProps): JSX.Element {
  const { send, till } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const count = evenCountOf(split);
  const share = count === null ? null : nextShare(split, count);
  const charge = (part: Omit<PartWish, "shown">, shown: PartWish["shown"]): void =>
    send({ type: "charge-part", part: { ...part, shown } });
  return (
    <>
      {share && (
        <div class="form-buttons">
          <button type="button" class="button" onClick={() => charge(share, "cash")}>
            {words.nextCash(money(share.minor))}
          </button>
          <button type="button" class="button strong" onClick={() => charge(share, "code")}>
            {words.nextCode(money(share.minor))}
          </button>
        </div>
      )}
      {split.parts.length === 0 && (
        <fieldset class="choice">
          <legend>{words.evenly}</legend>
          {EVEN.map((people) => {
            const first = nextShare(split, people);
            return (
              first && (
                <button
                  key={people}
                  type="button"
                  class="button"
                  onClick={() => charge(first, "code")}
                >
                  {words.people(people)}
                </button>
              )
            );
          })}
        </fieldset>
      )}
      <PartForm stage={stage} split={split} money={money} charge={charge} />
    </>
  );
}
