import { Fragment, type JSX } from "preact";
import type { MoneyOut } from "../../../worker/contract/fields.ts";
import type { Report } from "../../../worker/contract/settlement.ts";
import { amountText } from "../amount-text.ts";
import type { OfficeStage } from "../office.ts";
import type { DayPhrases } from "./day-phrases.ts";

interface ReportProps {
  readonly stage: OfficeStage;
  readonly words: DayPhrases;
  readonly report: Report;
}

/** What came and what went back: all together, by way of paying, and in the drawers. */
export function DayReport({ stage, words, report }: ReportProps): JSX.Element | null {
  if (report.batches.length === 0) return null;
  const money = (amount: MoneyOut): string => amountText(amount, stage.locale);
  return (
    <>
      {report.totals.map((total) => (
        <div key={total.net.currency}>
          <p class="soft">{words.taken}</p>
          <p class="change">{money(total.net)}</p>
          <dl class="facts">
            <dt>
              {words.sales} ({total.sales})
            </dt>
            <dd>{money(total.gross)}</dd>
            <dt>
              {words.refunds} ({total.refunds})
            </dt>
            <dd>{money(total.refunded)}</dd>
            {total.bounced.minor !== 0 && (
              <>
                <dt>{words.bounced}</dt>
                <dd>{money(total.bounced)}</dd>
              </>
            )}
            {total.strayed.minor !== 0 && (
              <>
                <dt>{words.strayed}</dt>
                <dd>{money(total.strayed)}</dd>
              </>
            )}
            {total.disputed.minor !== 0 && (
              <>
                <dt>{words.disputed}</dt>
                <dd>{money(total.disputed)}</dd>
              </>
            )}
          </dl>
        </div>
      ))}
      <table class="day-table">
        <caption>{words.byWay}</caption>
        <thead>
          <tr>
            <th scope="col">{words.way}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.gross}</th>
            <th scope="col">{words.refunded}</th>
          </tr>
        </thead>
        <tbody>
          {report.batches.map(({ rail, sales, gross, refunded }) => (
            <tr key={`${rail} ${gross.currency}`}>
              <th scope="row">{words.rails[rail] ?? rail}</th>
              <td>{sales}</td>
              <td>{money(gross)}</td>
              <td>{money(refunded)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Wallets words={words} report={report} money={money} />
      <Drawers words={words} report={report} money={money} />
    </>
  );
}

interface PartProps extends Omit<ReportProps, "stage"> {
  readonly money: (amount: MoneyOut) => string;
}

/** What came for wallets, by the way that it came, less what went back that way. */
function Wallets({ words, report, money }: PartProps): JSX.Element | null {
  const batches = report.batches.filter(
    ({ rail, toppedUp }) => rail !== "wallet" && toppedUp.minor !== 0,
  );
  if (batches.length === 0) return null;
  return (
    <div>
      <h2>{words.toppedUp}</h2>
      <dl class="facts">
        {batches.map(({ rail, toppedUp }) => (
          <Fragment key={`${rail} ${toppedUp.currency}`}>
            <dt>{words.rails[rail] ?? rail}</dt>
            <dd>{money(toppedUp)}</dd>
          </Fragment>
        ))}
      </dl>
      <p class="soft">{words.toppedUpLead}</p>
    </div>
  );
}

function Drawers({ words, report, money }: PartProps): JSX.Element | null {
  if (report.drawers.length === 0) return null;
  const toppedUp = report.batches.filter(
    (batch) => batch.rail === "cash" && batch.toppedUp.minor !== 0,
  );
  return (
    <div>
      <h2>{words.drawer}</h2>
      <dl class="facts day-drawers">
        {report.drawers.map(({ terminal, cash }) => (
          <Fragment key={`${terminal} ${cash.currency}`}>
            <dt>{words.drawerOf(terminal)}</dt>
            <dd>{money(cash)}</dd>
          </Fragment>
        ))}
        {toppedUp.map((batch) => (
          <Fragment key={batch.net.currency}>
            <dt class="soft">{words.toppedUp}</dt>
            <dd class="soft">{money(batch.toppedUp)}</dd>
          </Fragment>
        ))}
      </dl>
      <p class="soft">{words.drawerLead}</p>
    </div>
  );
}
