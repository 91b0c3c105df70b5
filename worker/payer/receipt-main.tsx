import type { Language } from "../contract/merchant.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import { Lines, amountText } from "./bill.tsx";
import { Tick } from "./marks.tsx";
import { sentencesIn } from "./sentences.ts";

/** The receipt: what was paid, to whom, when and how. Its link is all that opens it. */
export function ReceiptMain({
  view,
  language,
  zone,
}: {
  view: ReceiptView;
  language: Language;
  zone: string;
}) {
  const say = sentencesIn(language);
  const { bill } = view;
  return (
    <main data-state="receipt">
      <Tick />
      <h1 class="good">{say.paid(amountText(bill.amount, language))}</h1>
      <p class="soft">
        <bdi>{say.to(view.merchant.name)}</bdi>
      </p>
      <Lines bill={bill} language={language} />
      <table class="card soft">
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
        </tbody>
      </table>
      {bill.refunds.length > 0 && (
        <table class="card">
          <tbody>
            {bill.refunds.map(({ amount, reason, at, status }) => (
              <tr>
                <th scope="row">
                  {say.refunds[status]}
                  <span class="soft">
                    {" "}
                    <bdi>{reason}</bdi> · {timeText(at, language, zone)}
                  </span>
                </th>
                <td>{amountText(amount, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bill.test && <p class="notice soft">{say.sandbox}</p>}
      <p class="soft noprint">{say.keepReceipt}</p>
    </main>
  );
}

function timeText(time: string, language: Language, timeZone: string): string {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone,
  }).format(new Date(time));
}
