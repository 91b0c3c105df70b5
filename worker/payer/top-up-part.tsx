import type { ClaimView } from "../contract/claim.ts";
import type { Language } from "../contract/merchant.ts";
import type { Currency } from "../domain/currency.ts";
import { type Minor, moneyText } from "../domain/money.ts";
import { walletLimitsFor } from "../domain/wallet-limits.ts";
import type { TopUpChoice, Underway } from "../wallet/top-up.ts";
import { Figure, amountText } from "./bill.tsx";
import { Cross } from "./marks.tsx";
import { PayButtons, TestNotice } from "./pay-buttons.tsx";
import { sentencesIn } from "./sentences.ts";
import { walletSentencesIn } from "./wallet-sentences.ts";

/** Of the most that one top-up may be. */
const SHARES = [20, 10, 4, 2, 1];
/** Which of them is chosen already. */
const USUAL = 4;

interface Look {
  readonly language: Language;
  /** Makes the tap one instruction, however often it is sent. */
  readonly tap: string;
}

/** On the wallet's own page: how much, and by which rail. */
export function AddMoney({ choice, tap, language }: Look & { choice: TopUpChoice }) {
  const say = walletSentencesIn(language);
  const { currency, room, merchant, rails } = choice;
  const limits = walletLimitsFor(currency);
  const text = (minor: Minor): string => moneyText({ minor, currency }, LOCALES[language]);
  const amounts = amountsFor(currency).filter((minor) => minor <= room);
  const told = say.limits(text(limits.topUp), text(limits.balance));
  if (amounts.length === 0)
    return (
      <section>
        <h2>{say.add}</h2>
        <p class="notice">{say.full}</p>
        <p class="soft">{told}</p>
      </section>
    );
  const usual = amountsFor(currency)[SHARES.indexOf(USUAL)] ?? 0;
  const chosen = amounts.findLast((minor) => minor <= usual) ?? amounts[0];
  return (
    <form method="post" action="/W/top-ups">
      <h2>{say.add}</h2>
      <input type="hidden" name="key" value={tap} />
      <fieldset class="amounts">
        <legend class="soft">{told}</legend>
        {amounts.map((minor) => (
          <label>
            <input type="radio" name="amount" value={String(minor)} checked={minor === chosen} />
            <span>{text(minor)}</span>
          </label>
        ))}
      </fieldset>
      <PayButtons name="rail" rails={rails} label={say.addNow} language={language} />
      <p class="soft">
        <bdi>{say.takenBy(merchant.name)}</bdi>
      </p>
      <TestNotice rails={rails} language={language} />
    </form>
  );
}

const LOCALES: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

const amountsFor = (currency: Currency): Minor[] =>
  SHARES.map((share) => (walletLimitsFor(currency).topUp / share) as Minor);

/** What was begun and is not over. */
export function UnderWay({
  topUps,
  language,
}: {
  topUps: readonly Underway[];
  language: Language;
}) {
  const say = walletSentencesIn(language);
  if (topUps.length === 0) return null;
  return (
    <section>
      {topUps.map(({ view }) => (
        <p class="notice" role="status">
          {view.bill.checking || view.state !== "claimed"
            ? say.coming(amountText(view.bill.amount, language))
            : say.notYet(amountText(view.bill.amount, language))}{" "}
          <a href={`/C/${view.id}`}>{say.look}</a>
        </p>
      ))}
    </section>
  );
}

/** Where money that was added can be followed: what is being added, and into what. */
export function AddingHead({ view, language }: { view: ClaimView; language: Language }) {
  const say = walletSentencesIn(language);
  return (
    <p class="head">
      <span class="soft">{say.adding}</span>{" "}
      <Figure amount={view.bill.amount} language={language} />{" "}
      <bdi class="soft">{say.takenBy(view.merchant.name)}</bdi>
    </p>
  );
}

/** It was declined, or given up: another try, or none. */
export function AddAgain({ view, tap, language }: Look & { view: ClaimView }) {
  const say = sentencesIn(language);
  const { bill, id, rails } = view;
  return (
    <>
      {bill.declined !== null && (
        <div class="notice">
          <h1 class="bad">{say.declined[bill.declined] ?? say.declined["refused-by-rail"]}</h1>
        </div>
      )}
      <AddingHead view={view} language={language} />
      <form method="post" action={`/C/${id}/pay`}>
        <input type="hidden" name="key" value={tap} />
        <PayButtons name="rail" rails={rails} label={say.tryAgain} language={language} />
      </form>
      <TestNotice rails={rails} language={language} />
      <form method="post" action={`/C/${id}/release`}>
        <button class="quiet">{walletSentencesIn(language).leaveIt}</button>
      </form>
    </>
  );
}

/** Nothing came of it. */
export function NotAdded({ language }: { language: Language }) {
  const say = walletSentencesIn(language);
  return (
    <main data-state="not-added">
      <Cross />
      <h1>{say.notAdded}</h1>
      <p>{say.notAddedMore}</p>
      <a href="/W">{say.wallet}</a>
    </main>
  );
}

/** Once it is in the wallet: what went back of it, and a way for the rest. */
export function SentBack({
  view,
  isOwner,
  tap,
  language,
}: Look & { view: ClaimView; isOwner: boolean }) {
  const say = walletSentencesIn(language);
  const { bill, id } = view;
  const left = bill.returnable;
  if (!left) return null;
  const { refunds } = sentencesIn(language);
  return (
    <>
      {bill.refunds.map(({ amount, status }) => (
        <p>
          {status === "failed" ? say.notSentBack : refunds[status]} {amountText(amount, language)}
        </p>
      ))}
      {isOwner && left.minor > 0 && (
        <form method="post" action={`/C/${id}/send-back`}>
          <input type="hidden" name="key" value={tap} />
          <button class="second">{say.sendBack(amountText(left, language))}</button>
          <p class="soft">{say.sendBackMore}</p>
        </form>
      )}
    </>
  );
}
