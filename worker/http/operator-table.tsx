import type { Child } from "hono/jsx";

interface Row {
  readonly cells: readonly Child[];
  /** A row that stands out by it: "broken". */
  readonly class?: string;
}

interface TableProps {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** A table of the operator's page: on a narrow screen it is moved sideways, and the page is not. */
export const OperatorTable = ({ columns, rows }: TableProps) => (
  <div class="wide">
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells, class: name = "" }) => (
          <tr class={name}>
            {cells.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
