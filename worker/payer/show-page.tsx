import type { Context } from "hono";
import { html } from "hono/html";
import type { JSX } from "hono/jsx/jsx-runtime";
import { PROBLEMS, type ProblemType } from "../contract/problem.ts";
import { CROWD, secondsLeft } from "../contract/quota.ts";
import { Page, type PageScript } from "./layout.tsx";
import { type Trouble, sentencesIn } from "./sentences.ts";
import { TroubleMain } from "./trouble-main.tsx";
import { type Visit, languageFor, wantsPart } from "./visit.ts";

/** The page that says why there is nothing else to show. */
export function trouble(c: Context<Visit>, type: ProblemType): Response | Promise<Response> {
  const language = languageFor(c);
  const known = sentencesIn(language).trouble;
  const shown: Trouble = type in known ? (type as Trouble) : "temporarily-unavailable";
  // For the log: which problem this page stands for.
  c.set("problem", type);
  c.status(PROBLEMS[type].status);
  if (type === "rate-limited") c.header("retry-after", String(secondsLeft(CROWD, Date.now())));
  else if (PROBLEMS[type].status === 503) c.header("retry-after", "1");
  return showPage(c, <TroubleMain trouble={shown} language={language} />, {
    title: known[shown][0],
  });
}

/** A whole page; or its middle part alone, for the script of one that is open. */
export function showPage(
  c: Context<Visit>,
  main: JSX.Element,
  {
    title,
    script = null,
    refresh,
  }: { title: string; script?: PageScript | null; refresh?: number | undefined },
): Response | Promise<Response> {
  c.header("cache-control", "no-store");
  c.header("vary", "accept-language, x-part");
  if (wantsPart(c)) return c.html(main);
  const page = (
    <Page
      language={languageFor(c)}
      title={title}
      nonce={c.get("secureHeadersNonce") ?? ""}
      script={script}
      refresh={refresh}
    >
      {main}
    </Page>
  );
  return c.html(html`<!doctype html>${page}`);
}
