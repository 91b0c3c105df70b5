import type { StatusView, StuckLine } from "../contract/status.ts";
import { type Exponent } from "../domain/currency.ts";
import { type Minor, decimalText } from "../domain/money.ts";
import type { OperatorSentences } from "./operator-sentences.ts";
import { OperatorTable } from "./operator-table.tsx";

interface StatusProps {
  readonly say: OperatorSentences;
  readonly view: StatusView;
  readonly operatorKey: string;
}

/** How things stand: what is the matter comes first. */
export const StatusReport = ({ say, view, operatorKey }: StatusProps) => {
  const { status } = say;
  const isWell = view.stuckCount === 0;
  return (
    <>
      <p role="status" class={isWell ? "" : "broken"}>
        {isWell ? status.nothingStuck : status.stuckCount(view.stuckCount)}
      </p>
      <p>
        {view.oldestHold
          ? status.oldestHold(moneyText(view.oldestHold), ageText(view, view.oldestHold))
          : status.noHold}
      </p>
      <p>{status.objects(view.merchants, view.wallets)}</p>
      {view.asked.first !== null && view.asked.last !== null && (
        <p>{status.asked(Math.max(1, minutesSince(view, view.asked.first)))}</p>
      )}
      {view.stuck.length > 0 && (
        <Table
          title={status.stuck}
          columns={status.stuckColumns}
          rows={view.stuck.map((line) => [
            status.whats[line.what],
            `${line.object} ${line.about}`,
            line.rail,
            moneyText(line),
            ageText(view, line),
          ])}
        />
      )}
      <Table
        title={status.sales}
        columns={status.salesColumns}
        none={status.noSales}
        rows={view.sales.map(({ count, amount }) => [String(count), moneyText({ amount })])}
      />
      <Table
        title={status.rails}
        columns={status.railColumns}
        none={status.noSales}
        rows={view.rails.map(({ rail, paid, declined, doubted, lately }) => [
          rail,
          `${paid} (${lately.paid})`,
          `${declined} (${lately.declined})`,
          `${doubted} (${lately.doubted})`,
        ])}
      />
      <Table
        title={status.refusals}
        columns={status.refusalColumns}
        none={status.noRefusals}
        rows={view.refusals.map(({ problem, count }) => [problem, String(count)])}
      />
      {view.alike.length > 0 && (
        <Table
          title={status.alike}
          columns={status.alikeColumns}
          rows={view.alike.map(({ merchant, name, resembles }) => [merchant, name, resembles])}
        />
      )}
      <form method="post">
        <input type="hidden" name="key" value={operatorKey} />
        <button name="show" value="status">
          {status.again}
        </button>
        <button>{say.prove}</button>
      </form>
    </>
  );
};

interface TableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly none?: string;
}

const Table = ({ title, columns, rows, none }: TableProps) => (
  <section>
    <h2>{title}</h2>
    {rows.length === 0 ? (
      <p>{none}</p>
    ) : (
      <OperatorTable columns={columns} rows={rows.map((cells) => ({ cells }))} />
    )}
  </section>
);

const moneyText = ({ amount }: Pick<StuckLine, "amount">): string =>
  `${decimalText(amount.minor as Minor, amount.exponent as Exponent)} ${amount.currency}`;

const minutesSince = ({ at }: StatusView, then: string): number =>
  Math.max(0, Math.round((Date.parse(at) - Date.parse(then)) / 60_000));

const ageText = (view: StatusView, { since }: StuckLine): string =>
  `${minutesSince(view, since)} min`;
