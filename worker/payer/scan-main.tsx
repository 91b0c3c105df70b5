import type { RailView } from "../contract/claim.ts";
import type { Language } from "../contract/merchant.ts";
import type { Bill } from "../contract/order.ts";
import { Amount, Lines, amountText } from "./bill.tsx";
import { Turning } from "./marks.tsx";
import { PayButtons, TestNotice } from "./pay-buttons.tsx";
import { sentencesIn } from "./sentences.ts";

interface Look {
  readonly bill: Bill | null;
  readonly merchant: string;
  readonly language: Language;
  readonly permit: string;
  /** Leads back to this page, or to the bill once it has been claimed by the permit: what a reload opens. */
  readonly url: string;
  readonly tap: string;
  readonly rails: readonly RailView[];
}

/**
 * What a scan shows before anything is claimed. With script the page claims at once; without it, the one button claims
 * and pays together. A bill that the till has not sent yet is waited for.
 */
export function ScanMain({ bill, merchant, language, permit, url, tap, rails }: Look) {
  const say = sentencesIn(language);
  return (
    <main data-url={url} data-state={bill ? "open" : "waiting"}>
      {bill ? (
        <>
          <Amount bill={bill} merchant={merchant} language={language} isTitle />
          <Lines bill={bill} language={language} />
        </>
      ) : (
        <>
          <Turning />
          <h1>{say.waiting}</h1>
          <p class="soft">{say.waitingMore}</p>
        </>
      )}
      <form method="post" action="/C" name="claim">
        <input type="hidden" name="permit" value={permit} />
        <input type="hidden" name="key" value={tap} />
        {bill && (
          <PayButtons
            name="pay"
            rails={rails}
            label={say.pay(amountText(bill.amount, language))}
            language={language}
          />
        )}
      </form>
      {bill && <TestNotice rails={rails} language={language} />}
    </main>
  );
}
