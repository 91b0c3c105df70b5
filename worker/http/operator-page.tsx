import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { Finding } from "../contract/reconciliation.ts";
import { exponentOf } from "../domain/currency.ts";
import { type Minor, decimalText } from "../domain/money.ts";
import { Directory } from "../directory/directory.ts";
import { languageOf } from "../contract/accept-language.ts";
import type { Host } from "./host.ts";
import { type OperatorSentences, operatorSentencesIn } from "./operator-sentences.ts";
import { OperatorTable } from "./operator-table.tsx";
import { StatusReport } from "./operator-status.tsx";
import { isOperatorKey } from "./operator-key.ts";
import { problem } from "./problem.ts";
import { statusOf } from "./status.ts";
import { FROM_THE_START, cursorText, parseWalkCursor, reconcileStep } from "./reconcile.ts";

/** Steps of one request: each is some seventy calls at most, and a request may make a thousand. */
const STEPS = 8;

const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:16px}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:end;margin-top:16px}label{display:grid;gap:4px;flex:1 1 16rem}
input,button{font:inherit;min-height:48px;padding:8px 12px;border-radius:8px;border:1px solid #888}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:8px;border-bottom:1px solid #8886;overflow-wrap:anywhere}th{overflow-wrap:normal}
p.broken,span.broken,.broken td:first-child{font-weight:700}.wide{overflow-x:auto}`;

interface Walk {
  readonly cursor: string | null;
  readonly objects: number;
  readonly checked: number;
  readonly open: number;
  readonly broken: number;
}

const UNBEGUN: Walk = { cursor: "", objects: 0, checked: 0, open: 0, broken: 0 };

/** The operator's page: how things stand, and whether merchants' and wallets' books pair. Plain HTML; the key is in the form and nowhere else. */
export const operatorPage = new Hono<Host>()
  .use(
    "/operator",
    bodyLimit({ maxSize: 4_096, onError: (c: Context<Host>) => problem(c, "body-too-large") }),
  )
  .get("/operator", (c) => show(c, <KeyForm say={sayTo(c)} fault={false} />))
  .post("/operator", async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    const field = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    if (!isOperatorKey(c.env, field("key"), Date.now()))
      return show(c, <KeyForm say={sayTo(c)} fault />, 401);
    if (field("show") === "status") {
      const view = await statusOf(c.env.DIRECTORY, Date.now());
      return show(c, <StatusReport say={sayTo(c)} view={view} operatorKey={field("key")} />);
    }
    const count = (name: string): number => Math.max(0, Math.floor(Number(field(name)) || 0));
    const text = field("cursor");
    const cursor = text === "" ? FROM_THE_START : parseWalkCursor(text);
    if (!cursor) return problem(c, "cursor-invalid");
    const sums = { ...UNBEGUN, cursor: cursorText(cursor) };
    for (const name of ["objects", "checked", "open", "broken"] as const) sums[name] = count(name);
    const { walk, findings } = await goOn(c.env, sums);
    const report = { walk, findings, operatorKey: field("key") };
    return show(c, <Report say={sayTo(c)} {...report} />);
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

/** In the language of the operator's browser. */
const sayTo = (c: Context<Host>): OperatorSentences =>
  operatorSentencesIn(languageOf(c.req.header("accept-language")));

function show(c: Context<Host>, main: unknown, status: 200 | 401 = 200) {
  const say = sayTo(c);
  c.header("cache-control", "no-store");
  c.header("vary", "accept-language");
  return c.html(
    html`<!doctype html>${(
        <html lang={say.lang}>
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width,initial-scale=1" />
            <meta name="robots" content="noindex" />
            <title>{say.title}</title>
            <link rel="icon" href="/edgetill.svg" type="image/svg+xml" />
            <style
              nonce={c.get("secureHeadersNonce") ?? ""}
              dangerouslySetInnerHTML={{ __html: STYLE }}
            />
          </head>
          <body>
            <main>
              <h1>{say.heading}</h1>
              {main}
            </main>
          </body>
        </html>
      )}`,
    status,
  );
}

interface SayProps {
  readonly say: OperatorSentences;
}

const KeyForm = ({ say, fault }: SayProps & { readonly fault: boolean }) => (
  <form method="post">
    <label>
      {say.key}
      <input name="key" type="password" autocomplete="current-password" required />
    </label>
    <button name="show" value="status">
      {say.status.show}
    </button>
    <button>{say.prove}</button>
    {fault && <p role="alert">{say.wrongKey}</p>}
  </form>
);

interface ReportProps extends SayProps {
  readonly walk: Walk;
  readonly findings: readonly Finding[];
  readonly operatorKey: string;
}

const Report = ({ say, walk, findings, operatorKey }: ReportProps) => (
  <>
    <h2>{say.question}</h2>
    <p role="status">
      {say.readSoFar(walk.objects, walk.cursor === null)} {say.checked(walk.checked)}{" "}
      {say.underWay(walk.open)}{" "}
      <span class={walk.broken > 0 ? "broken" : ""}>{say.broken(walk.broken)}</span>
    </p>
    {findings.length > 0 && <Findings say={say} findings={findings} />}
    <form method="post">
      <input type="hidden" name="key" value={operatorKey} />
      {walk.cursor !== null &&
        Object.entries(walk).map(([name, value]) => (
          <input type="hidden" name={name} value={String(value)} />
        ))}
      <button>{walk.cursor === null ? say.again : say.goOn}</button>
      <button name="show" value="status">
        {say.status.show}
      </button>
    </form>
  </>
);

const Findings = ({ say, findings }: Pick<ReportProps, "say" | "findings">) => (
  <OperatorTable
    columns={say.columns}
    rows={findings.map((finding) => ({
      class: finding.state,
      cells: [
        `${say.states[finding.state]}: ${say.why[finding.why]}`,
        <>
          {finding.pair}
          <br />
          {say.between(finding.merchant ?? "?", finding.wallet ?? "?")}
        </>,
        amountText(finding),
        say.bookedBy[finding.bookedBy],
        say.seconds(finding.ageSeconds),
        finding.nextAttemptAt ?? say.noNextTry,
      ],
    }))}
  />
);

const amountText = ({ amount: { minor, currency } }: Finding): string =>
  `${decimalText(minor as Minor, exponentOf(currency as Parameters<typeof exponentOf>[0]))} ${currency}`;
