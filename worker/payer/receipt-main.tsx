import type { Language } from "../contract/merchant.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import { Lines, PartNote, amountText } from "./bill.tsx";
import { Tick } from "./marks.tsx";
import { sentencesIn } from "./sentences.ts";
import { timeText } from "./time-text.ts";
import { walletSentencesIn } from "./wallet-sentences.ts";

/** The receipt: what was paid, to whom, when and how. Its link is all that opens it. */
export function ReceiptMain({
  view,
  language,
  zone,
  seal,
}: {
  view: ReceiptView;
  language: Language;
  zone: string;
  /** The same receipt, signed. */
  seal: string;
}) {
  const say = sentencesIn(language);
  const walletSay = walletSentencesIn(language);
  const { bill } = view;
  return (
    <main data-state="receipt" data-url={`/R/${view.id}`} data-version={view.version}>
      <Tick />
      <h1 class="good" data-signed="amount">
        {bill.topUp
          ? walletSay.added(amountText(bill.amount, language))
          : say.paid(amountText(bill.amount, language))}
      </h1>
      <PartNote bill={bill} language={language} />
      <p class="soft">
        <bdi data-signed="merchant.name">
          {bill.topUp ? walletSay.takenBy(view.merchant.name) : say.to(view.merchant.name)}
        </bdi>
      </p>
      <Lines bill={bill} language={language} />
      <table class="card soft facts">
        <tbody>
          <tr>
            <th scope="row">{say.time}</th>
            <td>
              <time datetime={bill.paidAt ?? ""}>
                {timeText(bill.paidAt ?? "", language, zone)}
              </time>
            </td>
          </tr>
          <tr>
            <th scope="row">{say.paidWith}</th>
            <td>{say.rails[view.rail] ?? view.rail}</td>
          </tr>
          {bill.cash !== null && (
            <>
              <tr>
                <th scope="row">{say.cashGiven}</th>
                <td>{amountText(bill.cash.tendered, language)}</td>
              </tr>
              <tr>
                <th scope="row">{say.cashChange}</th>
                <td>{amountText(bill.cash.change, language)}</td>
              </tr>
            </>
          )}
        </tbody>
      </table>
      {bill.refunds.length > 0 && (
        <table class="card">
          <tbody>
            {bill.refunds.map(({ amount, reason, at, status }, index) => (
              <tr>
                <th scope="row">
                  <span data-signed={`refunds.${index}.status`} data-value={status}>
                    {say.refunds[status]}
                  </span>
                  <span class="soft">
                    {" "}
                    <bdi>{reason}</bdi> · {timeText(at, language, zone)}
                  </span>
                </th>
                <td data-signed={`refunds.${index}.amount`}>{amountText(amount, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bill.test && <p class="notice soft">{say.testMoney}</p>}
      <p class="soft noprint">{say.keepReceipt}</p>
      <Seal seal={seal} link={`/R/${view.id}/signed`} language={language} />
    </main>
  );
}

/** What the payer's own browser says of the signature; until it has, that there is one. */
function Seal({ seal, link, language }: { seal: string; link: string; language: Language }) {
  const { sealed, signedFile } = sentencesIn(language);
  return (
    <div class="card seal" data-seal={seal} role="status">
      <p data-verdict="unchecked">{sealed.unchecked}</p>
      <p data-verdict="verified" class="good" hidden>
        {sealed.verified}
      </p>
      <p data-verdict="unable" hidden>
        {sealed.unable}
      </p>
      <p data-verdict="mismatch" class="bad" hidden>
        {sealed.mismatch}
      </p>
      <a href={link} class="noprint" download="receipt.jws">
        {signedFile}
      </a>
    </div>
  );
}
