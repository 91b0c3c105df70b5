import type { ClaimView } from "../contract/claim.ts";
import type { Language } from "../contract/merchant.ts";
import { Amount, Figure, Lines, PartNote, amountText } from "./bill.tsx";
import { Tick, Turning } from "./marks.tsx";
import { PayButtons, TestNotice } from "./pay-buttons.tsx";
import { sentencesIn } from "./sentences.ts";
import { StepUp } from "./step-up.tsx";
import { AddAgain, AddingHead, NotAdded, SentBack } from "./top-up-part.tsx";
import { StopPayment, WalletDoor, WalletOnBill, type WalletPart } from "./wallet-part.tsx";
import { walletSentencesIn } from "./wallet-sentences.ts";
import { TroubleMain } from "./trouble-main.tsx";

interface Look {
  readonly view: ClaimView;
  readonly language: Language;
  /** Makes the next tap one instruction, however often it is sent. */
  readonly tap: string;
  /** What can be offered of a wallet; null: nothing. */
  readonly wallet: WalletPart | null;
  /** Whether wallets may be filled with practice money here. */
  readonly practises: boolean;
}

/** A claimed bill, in whatever state it is: the part of the page that changes. */
export function ClaimMain({ view, language, tap, wallet, practises }: Look) {
  const { state } = view;
  if (view.bill.returnable && ["ended", "expired", "cancelled"].includes(state))
    return <NotAdded language={language} />;
  if (state === "ended") return <TroubleMain trouble="claim-ended" language={language} />;
  if (state === "expired" || state === "cancelled")
    return <TroubleMain trouble={`order-${state}`} language={language} />;
  const live = isOver(view) ? {} : { "data-live": "" };
  return (
    <main data-url={`/C/${view.id}`} data-state={state} data-version={view.version} {...live}>
      {state === "claimed" && view.bill.returnable && (
        <AddAgain view={view} tap={tap} language={language} />
      )}
      {state === "claimed" && view.bill.topUp && !view.bill.returnable && (
        <TopUp view={view} language={language} wallet={wallet} />
      )}
      {state === "claimed" && !view.bill.topUp && (
        <Open view={view} language={language} tap={tap} wallet={wallet} practises={practises} />
      )}
      {state === "paying" && <Paying view={view} language={language} wallet={wallet} />}
      {state === "paid" && <Paid view={view} wallet={wallet} tap={tap} language={language} />}
    </main>
  );
}

/** Whether nothing more happens to it by itself that this page would show. */
export const isOver = ({ state, bill }: ClaimView): boolean =>
  state === "paid" &&
  bill.topUp !== "crediting" &&
  !(bill.returnable && bill.refunds.some(({ status }) => status === "pending"));

/** A top-up is a bill the other way round: the owner says into which wallet, and hands the cash over. */
function TopUp({ view, language, wallet }: Pick<Look, "view" | "language" | "wallet">) {
  const say = walletSentencesIn(language);
  const { bill, id } = view;
  const amount = amountText(bill.amount, language);
  const Title = bill.topUp === "ready" ? "p" : "h1";
  return (
    <>
      <Title class="head">
        <span class="soft">{say.topUp}</span> <Figure amount={bill.amount} language={language} />{" "}
        <bdi class="soft">{say.at(view.merchant.name)}</bdi>
      </Title>
      {bill.topUp === "ready" && (
        <>
          <h1>{say.handOver(amount)}</h1>
          <p class="soft">{say.handOverMore}</p>
        </>
      )}
      {bill.topUp !== "ready" && wallet?.type === "known" && (
        <form method="post" action={`/C/${id}/wallet`}>
          <button>{say.into(amount)}</button>
        </form>
      )}
      {bill.topUp !== "ready" && wallet?.type === "none" && (
        <section class="scripted">
          <WalletDoor language={language} />
        </section>
      )}
      {!wallet && <p class="notice">{say.cannot}</p>}
      {view.words !== null && (
        <p class="notice">
          {sentencesIn(language).words}
          <strong>{view.words}</strong>
        </p>
      )}
      <form method="post" action={`/C/${id}/release`}>
        <button class="quiet">{sentencesIn(language).notMe}</button>
      </form>
    </>
  );
}

function Open({ view, language, tap, wallet, practises }: Look) {
  const say = sentencesIn(language);
  const { bill, id } = view;
  // A wallet that can pay is the first way; one that cannot is not in the way of the others.
  const isFirst = canPay(wallet);
  const walletPart = wallet && (
    <WalletOnBill part={wallet} claim={id} tap={tap} practises={practises} language={language} />
  );
  return (
    <>
      {bill.declined !== null && (
        <div class="notice">
          <h1 class="bad">{say.declined[bill.declined] ?? say.declined["refused-by-rail"]}</h1>
        </div>
      )}
      <Amount
        bill={bill}
        merchant={view.merchant.name}
        language={language}
        isTitle={bill.declined === null && !view.stepUp}
      />
      <Lines bill={bill} language={language} />
      {view.stepUp ? (
        <StepUp view={view} stepUp={view.stepUp} language={language} />
      ) : (
        <div class="ways">
          {isFirst && walletPart}
          <form method="post" action={`/C/${id}/pay`}>
            <input type="hidden" name="key" value={tap} />
            <PayButtons
              name="rail"
              rails={view.rails}
              isSecond={isFirst}
              label={
                bill.declined === null ? say.pay(amountText(bill.amount, language)) : say.tryAgain
              }
              language={language}
            />
          </form>
          {!isFirst && walletPart}
        </div>
      )}
      {view.words !== null && (
        <p class="soft">
          {say.words}
          <strong>{view.words}</strong>
        </p>
      )}
      <TestNotice rails={view.rails} language={language} />
      <form method="post" action={`/C/${id}/release`}>
        <button class="quiet">{say.notMe}</button>
      </form>
    </>
  );
}

function PaidIn({ bill, language }: { bill: ClaimView["bill"]; language: Language }) {
  const say = walletSentencesIn(language);
  const isIn = bill.topUp === "credited";
  const coming = bill.returnable ? say.arriving : say.onItsWay;
  return (
    <>
      <h1 class="good">{say.toppedUp(amountText(bill.amount, language))}</h1>
      <p class="soft">{isIn ? <a href="/W">{say.statement}</a> : coming}</p>
    </>
  );
}

const canPay = (wallet: WalletPart | null): boolean =>
  wallet?.type === "offer" && wallet.offer.obstacle === null;

function Paying({ view, language, wallet }: Pick<Look, "view" | "language" | "wallet">) {
  const say = sentencesIn(language);
  const { bill } = view;
  if (view.redirect !== null && !bill.checking)
    return <AtRail view={view} url={view.redirect} language={language} />;
  return (
    <>
      <Turning />
      <h1>{bill.checking ? say.checking : say.paying}</h1>
      <p class="soft">{bill.checking ? say.checkingMore : say.payingMore}</p>
      {wallet?.type === "pending" && (
        <StopPayment claim={view.id} stop={wallet.key} language={language} />
      )}
      <Head view={view} language={language} />
    </>
  );
}

/** What is paid to whom, or added to what. */
function Head({ view, language }: Pick<Look, "view" | "language">) {
  const { bill, merchant } = view;
  return bill.returnable ? (
    <AddingHead view={view} language={language} />
  ) : (
    <Amount bill={bill} merchant={merchant.name} language={language} />
  );
}

/** The payer has to go to the rail's own page. A form may not lead out of here, so the script or a second tap does. */
function AtRail({ view, url, language }: Pick<Look, "view" | "language"> & { url: string }) {
  const say = sentencesIn(language);
  return (
    <>
      <h1>{say.atRail}</h1>
      <p class="soft">{say.atRailMore}</p>
      <Head view={view} language={language} />
      <a class="button" href={url} data-go>
        {say.toRail}
      </a>
      <form method="post" action={`/C/${view.id}/stop`}>
        <button class="second">{say.stop}</button>
      </form>
    </>
  );
}

function Paid({ view, wallet, tap, language }: Omit<Look, "practises">) {
  const say = sentencesIn(language);
  const { bill } = view;
  return (
    <>
      <Tick />
      {bill.topUp ? (
        <PaidIn bill={bill} language={language} />
      ) : (
        <>
          <h1 class="good">{say.paid(amountText(bill.amount, language))}</h1>
          <PartNote bill={bill} language={language} />
          <p class="soft">
            <bdi>{say.paidMore(view.merchant.name)}</bdi>
          </p>
        </>
      )}
      <Lines bill={bill} language={language} />
      {view.receipt !== null && (
        <p>
          <a href={view.receipt}>{say.receipt}</a> <span class="soft">{say.keepReceipt}</span>
        </p>
      )}
      <SentBack view={view} isOwner={wallet?.type === "known"} tap={tap} language={language} />
      {bill.test && <p class="notice soft">{say.testMoney}</p>}
    </>
  );
}
