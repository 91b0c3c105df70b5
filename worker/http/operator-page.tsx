import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { Finding } from "../contract/reconciliation.ts";
import { exponentOf } from "../domain/currency.ts";
import { type Minor, decimalText } from "../domain/money.ts";
import { Directory } from "../directory/directory.ts";
import type { Host } from "./host.ts";
import { isOperatorKey } from "./operator-key.ts";
import { problem } from "./problem.ts";
import { FROM_THE_START, cursorText, parseWalkCursor, reconcileStep } from "./reconcile.ts";

/** Steps of one request: each is some seventy calls at most, and a request may make a thousand. */
const STEPS = 8;

const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:16px}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:end}label{display:grid;gap:4px;flex:1 1 16rem}
input,button{font:inherit;min-height:48px;padding:8px 12px;border-radius:8px;border:1px solid #888}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:8px;border-bottom:1px solid #8886;overflow-wrap:anywhere}
.broken{font-weight:700}.wide{overflow-x:auto}`;

interface Walk {
  readonly cursor: string | null;
  readonly objects: number;
  readonly checked: number;
  readonly open: number;
  readonly broken: number;
}

const UNBEGUN: Walk = { cursor: "", objects: 0, checked: 0, open: 0, broken: 0 };

/** The operator's page: proves that merchants' and wallets' books pair. Plain HTML; the key is in the form and nowhere else. */
export const operatorPage = new Hono<Host>()
  .use(
    "/operator",
    bodyLimit({ maxSize: 4_096, onError: (c: Context<Host>) => problem(c, "body-too-large") }),
  )
  .get("/operator", (c) => show(c, <KeyForm fault={false} />))
  .post("/operator", async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    const field = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    if (!isOperatorKey(c.env, field("key"))) return show(c, <KeyForm fault />, 401);
    const count = (name: string): number => Math.max(0, Math.floor(Number(field(name)) || 0));
    const text = field("cursor");
    const cursor = text === "" ? FROM_THE_START : parseWalkCursor(text);
    if (!cursor) return problem(c, "cursor-invalid");
    const sums = { ...UNBEGUN, cursor: cursorText(cursor) };
    for (const name of ["objects", "checked", "open", "broken"] as const) sums[name] = count(name);
    const { walk, findings } = await goOn(c.env, sums);
    return show(c, <Report walk={walk} findings={findings} operatorKey={field("key")} />);
  });

async function goOn(env: Env, from: Walk): Promise<{ walk: Walk; findings: Finding[] }> {
  const directory = new Directory(env.DIRECTORY);
  const findings: Finding[] = [];
  let walk = from;
  for (let steps = 0; steps < STEPS && walk.cursor !== null; steps++) {
    const cursor = parseWalkCursor(walk.cursor) ?? FROM_THE_START;
    const step = await reconcileStep(env, directory, cursor, Date.now());
    const many = (state: Finding["state"]): number =>
      step.findings.filter((finding) => finding.state === state).length;
    findings.push(...step.findings);
    walk = {
      cursor: step.cursor,
      objects: walk.objects + step.objects,
      checked: walk.checked + step.checked,
      open: walk.open + many("open"),
      broken: walk.broken + many("broken"),
    };
  }
  return { walk, findings };
}

function show(c: Context<Host>, main: unknown, status: 200 | 401 = 200) {
  c.header("cache-control", "no-store");
  return c.html(
    html`<!doctype html>${(
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width,initial-scale=1" />
            <meta name="robots" content="noindex" />
            <title>Edgetill: the books</title>
            <link rel="icon" href="/edgetill.svg" type="image/svg+xml" />
            <style
              nonce={c.get("secureHeadersNonce") ?? ""}
              dangerouslySetInnerHTML={{ __html: STYLE }}
            />
          </head>
          <body>
            <main>
              <h1>Do the books pair?</h1>
              {main}
            </main>
          </body>
        </html>
      )}`,
    status,
  );
}

const KeyForm = ({ fault }: { readonly fault: boolean }) => (
  <form method="post">
    <label>
      Operator key
      <input name="key" type="password" autocomplete="current-password" required />
    </label>
    <button>Prove the books</button>
    {fault && <p role="alert">That is not the operator's key.</p>}
  </form>
);

interface ReportProps {
  readonly walk: Walk;
  readonly findings: readonly Finding[];
  readonly operatorKey: string;
}

const Report = ({ walk, findings, operatorKey }: ReportProps) => (
  <>
    <p role="status">
      {walk.cursor === null ? "All books are read" : "So far"}: {walk.objects}. Movements looked up
      on the other side: {walk.checked}. Under way: {walk.open}.{" "}
      <span class={walk.broken > 0 ? "broken" : ""}>Broken: {walk.broken}.</span>
    </p>
    {findings.length > 0 && <Findings findings={findings} />}
    <form method="post">
      <input type="hidden" name="key" value={operatorKey} />
      {walk.cursor !== null &&
        Object.entries(walk).map(([name, value]) => (
          <input type="hidden" name={name} value={String(value)} />
        ))}
      <button>{walk.cursor === null ? "Begin again" : "Go on"}</button>
    </form>
  </>
);

const WHY: Readonly<Record<Finding["why"], string>> = {
  missing: "the other side does not have it",
  differs: "the other side has another amount",
  twice: "the other side has it twice",
  nobodys: "nobody knows whose it is",
};

const Findings = ({ findings }: Pick<ReportProps, "findings">) => (
  <div class="wide">
    <table>
      <thead>
        <tr>
          {["State", "Movement", "Amount", "Booked by", "Age", "Next try"].map((title) => (
            <th scope="col">{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr>
            <td class={finding.state}>
              {finding.state === "open" ? "under way" : "BROKEN"}: {WHY[finding.why]}
            </td>
            <td>
              {finding.pair}
              <br />
              merchant {finding.merchant}, wallet {finding.wallet}
            </td>
            <td>{amountText(finding)}</td>
            <td>{finding.bookedBy}</td>
            <td>{finding.ageSeconds} s</td>
            <td>{finding.nextAttemptAt ?? "none: somebody has to look"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const amountText = ({ amount: { minor, currency } }: Finding): string =>
  `${decimalText(minor as Minor, exponentOf(currency as Parameters<typeof exponentOf>[0]))} ${currency}`;
