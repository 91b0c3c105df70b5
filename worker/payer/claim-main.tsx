import type { ClaimView } from "../contract/claim.ts";
import type { Language } from "../contract/merchant.ts";
import { Amount, Lines, amountText } from "./bill.tsx";
import { Tick, Turning } from "./marks.tsx";
import { PayButtons, TestNotice } from "./pay-buttons.tsx";
import { sentencesIn } from "./sentences.ts";
import { StepUp } from "./step-up.tsx";
import { TroubleMain } from "./trouble-main.tsx";

interface Look {
  readonly view: ClaimView;
  readonly language: Language;
  /** Makes the next tap one instruction, however often it is sent. */
  readonly tap: string;
}

/** A claimed bill, in whatever state it is: the part of the page that changes. */
export function ClaimMain({ view, language, tap }: Look) {
  const { state } = view;
  if (state === "ended") return <TroubleMain trouble="claim-ended" language={language} />;
  if (state === "expired" || state === "cancelled")
    return <TroubleMain trouble={`order-${state}`} language={language} />;
  const live = state === "paid" ? {} : { "data-live": "" };
  return (
    <main data-url={`/C/${view.id}`} data-state={state} data-version={view.version} {...live}>
      {state === "claimed" && <Open view={view} language={language} tap={tap} />}
      {state === "paying" && <Paying view={view} language={language} />}
      {state === "paid" && <Paid view={view} language={language} />}
    </main>
  );
}

function Open({ view, language, tap }: Look) {
  const say = sentencesIn(language);
  const { bill, id } = view;
  return (
    <>
      {bill.declined !== null && (
        <div class="notice" role="alert">
          <h1 class="bad">{say.declined[bill.declined] ?? say.declined["refused-by-rail"]}</h1>
        </div>
      )}
      <Amount bill={bill} merchant={view.merchant.name} language={language} />
      <Lines bill={bill} language={language} />
      {view.stepUp ? (
        <StepUp view={view} stepUp={view.stepUp} language={language} />
      ) : (
        <form method="post" action={`/C/${id}/pay`}>
          <input type="hidden" name="key" value={tap} />
          <PayButtons
            name="rail"
            rails={view.rails}
            label={
              bill.declined === null ? say.pay(amountText(bill.amount, language)) : say.tryAgain
            }
            language={language}
          />
        </form>
      )}
      {view.words !== null && (
        <p class="soft">
          {say.words}: <strong>{view.words}</strong>
        </p>
      )}
      <TestNotice rails={view.rails} language={language} />
      <form method="post" action={`/C/${id}/release`}>
        <button class="quiet">{say.notMe}</button>
      </form>
    </>
  );
}

function Paying({ view, language }: Omit<Look, "tap">) {
  const say = sentencesIn(language);
  const { bill } = view;
  return (
    <>
      <noscript>
        <meta http-equiv="refresh" content="2" />
      </noscript>
      <Turning />
      <h1>{bill.checking ? say.checking : say.paying}</h1>
      <p class="soft">{bill.checking ? say.checkingMore : say.payingMore}</p>
      <Amount bill={bill} merchant={view.merchant.name} language={language} />
    </>
  );
}

function Paid({ view, language }: Omit<Look, "tap">) {
  const say = sentencesIn(language);
  const { bill } = view;
  return (
    <>
      <Tick />
      <h1 class="good">{say.paid(amountText(bill.amount, language))}</h1>
      <p class="soft">
        <bdi>{say.paidMore(view.merchant.name)}</bdi>
      </p>
      <Lines bill={bill} language={language} />
      {view.receipt !== null && (
        <p>
          <a href={view.receipt}>{say.receipt}</a> <span class="soft">{say.keepReceipt}</span>
        </p>
      )}
      {bill.test && <p class="notice soft">{say.sandbox}</p>}
    </>
  );
}
