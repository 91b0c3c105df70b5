import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { SecureHeadersVariables } from "hono/secure-headers";
import { LANGUAGES, type Language } from "../contract/merchant.ts";
import { type SignUpMode, signUpModeOf } from "../contract/owner.ts";
import { siteOf } from "../passkey/site.ts";
import { FrontPicture } from "./front-picture.tsx";
import { frontSentencesIn } from "./front-sentences.ts";
import { Page } from "./layout.tsx";
import { languageOf } from "../contract/accept-language.ts";

interface Visit {
  Bindings: Env;
  Variables: SecureHeadersVariables;
}

/** The public page: what this is, for who has never seen it, and the door for who wants to sell. */
export const front = new Hono<Visit>().get("/", (c) => {
  const language = wishedLanguage(c);
  const nonce = c.get("secureHeadersNonce") ?? "";
  c.header("cache-control", "private, max-age=60");
  c.header("vary", "accept-language");
  const page = (
    <Page
      language={language}
      title={`Edgetill · ${frontSentencesIn(language).title}`}
      nonce={nonce}
      script={null}
      isPublic
    >
      <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
      <FrontMain
        language={language}
        mode={signUpModeOf(c.env.SIGN_UP)}
        shop={`${namedOrigin(c)}/owner?lang=${language}`}
        practises={c.env.SANDBOX === "on"}
      />
    </Page>
  );
  return c.html(html`<!doctype html>${page}`);
});

/** As the switch on the page says, else as the browser says. */
function wishedLanguage(c: Context<Visit>): Language {
  const wished = LANGUAGES.find((known) => known === c.req.query("lang"));
  return wished ?? languageOf(c.req.header("accept-language"));
}

/** This machine's own address by its name, under which passkeys can be; everywhere else nothing has to be said. */
function namedOrigin(c: Context<Visit>): string {
  const { origin, hostname, port } = new URL(c.req.url);
  return siteOf(origin) === null && hostname.startsWith("127.") ? `http://localhost:${port}` : "";
}

const STYLE = `
main{max-width:64rem;gap:2rem;margin-block:0 auto}
header{display:flex;justify-content:space-between;align-items:center;min-height:3rem}
header strong{color:var(--act);font-weight:800}
header a,.more a{display:inline-grid;align-items:center;min-height:3rem}
h1{font-size:clamp(1.9rem,6vw,3rem);line-height:1.12;letter-spacing:-.01em;text-wrap:balance}
.lead{font-size:1.12rem}
.top{display:grid;gap:1.5rem;align-items:center}
.button{display:grid;place-items:center;text-decoration:none;text-align:center}
.button.second{background:var(--paper);color:var(--act);border:2px solid var(--act);font-size:1.1rem;min-height:3.4rem}
.picture{width:100%;max-width:30rem;justify-self:center;font-weight:700;fill:currentColor}
.device rect{fill:var(--paper);stroke:var(--line);stroke-width:3}
.picture .figure{font-size:34px}.picture .shop{font-size:14px;font-weight:600}.picture .word{font-size:17px}
.tick{stroke:var(--good)}
.steps{display:grid;gap:1rem;padding:0;list-style:none;counter-reset:step}
.steps li{counter-increment:step}
.steps h3{font-size:1.05rem;margin-bottom:.2rem}
.steps h3::before{content:counter(step) ". ";color:var(--act)}
.notice h2{margin-bottom:.2rem}
.more{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem}
@media (min-width:52rem){.top{grid-template-columns:1fr 1fr;gap:3rem}.steps{grid-template-columns:repeat(3,1fr)}}
`.replaceAll("\n", "");

interface FrontProps {
  readonly language: Language;
  readonly mode: SignUpMode;
  /** Where owners go. */
  readonly shop: string;
  /** Whether practice money is taken here. */
  readonly practises: boolean;
}

function FrontMain({ language, mode, shop, practises }: FrontProps) {
  const say = frontSentencesIn(language);
  const other: Language = language === "zh" ? "en" : "zh";
  return (
    <main data-state="front">
      <header>
        <strong>Edgetill</strong>
        <a href={`/?lang=${other}`} hreflang={other} lang={other}>
          {say.otherLanguage}
        </a>
      </header>
      <div class="top">
        <section>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
          {mode === "open" ? (
            <>
              <a class="button" href={`${shop}&open`}>
                {say.open}
              </a>
              <p class="soft">{say.openMore}</p>
            </>
          ) : (
            <p class="notice">{say.door[mode]}</p>
          )}
          <a class="button second" href={shop}>
            {say.signIn}
          </a>
        </section>
        <FrontPicture language={language} />
      </div>
      {practises && (
        <section class="notice">
          <h2>{say.practice[0]}</h2>
          <p>{say.practice[1]}</p>
        </section>
      )}
      <section>
        <h2>{say.payers}</h2>
        <ol class="steps">
          {say.steps.map(([title, text]) => (
            <li class="card">
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </section>
      <nav class="more">
        <a href="/near">{say.elsewhere[0]}</a>
        <a href="/W">{say.elsewhere[1]}</a>
      </nav>
    </main>
  );
}
