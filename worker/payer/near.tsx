import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { SecureHeadersVariables } from "hono/secure-headers";
import type { Language } from "../contract/merchant.ts";
import nearScript from "./build/near.txt";
import scanScript from "./build/scan.txt";
import decodeScript from "./build/decode.txt";
import { Page } from "./layout.tsx";
import { nearSentencesIn } from "./near-sentences.ts";
import { ORDER_CHARACTERISTIC, ORDER_SERVICE } from "./near-service.ts";
import { languageOf } from "../contract/accept-language.ts";

interface Visit {
  Bindings: Env;
  Variables: SecureHeadersVariables;
}

/** Where a payer goes who has no code before them: the address that is printed on the counter. */
export const near = new Hono<Visit>()
  .get("/near", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const nonce = c.get("secureHeadersNonce") ?? "";
    c.header("cache-control", "no-store");
    c.header("vary", "accept-language");
    const page = (
      <Page language={language} title={nearSentencesIn(language).title} nonce={nonce} script={null}>
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
        <NearMain language={language} />
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: nearScript }} />
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: scanScript }} />
      </Page>
    );
    return c.html(html`<!doctype html>${page}`);
  })
  .get("/near/decode.js", (c: Context<Visit>) => {
    c.header("content-type", "text/javascript; charset=utf-8");
    c.header("cache-control", "public, max-age=3600");
    return c.body(decodeScript);
  });

const STYLE = `
video{width:100%;border-radius:14px;background:#000;aspect-ratio:1;object-fit:cover}
#trouble:not(:empty){border-left:4px solid var(--bad);padding:.2rem .8rem}
#trouble h2{color:var(--bad)}
#trouble[data-kind=closed]{border-color:var(--line)}
#trouble[data-kind=closed] h2{color:inherit}
main:has(video:not([hidden])) :is(#radio,#instead,.mark){display:none}
#doing:empty,#signal:empty{display:none}
.second{background:var(--paper);color:var(--act);border:2px solid var(--act)}
`.replaceAll("\n", "");

/** Two ways to the bill: the radio, where the browser has one for pages, and the camera everywhere. */
function NearMain({ language }: { language: Language }) {
  const say = nearSentencesIn(language);
  return (
    <main
      data-state="near"
      data-service={ORDER_SERVICE}
      data-order={ORDER_CHARACTERISTIC}
      data-say={JSON.stringify(say.says)}
    >
      <Waves />
      <h1>{say.title}</h1>
      <p>{say.how}</p>
      <section id="radio" hidden>
        <button id="find">{say.find}</button>
        <p class="soft">{say.findMore}</p>
      </section>
      <section id="instead">
        <p class="scripted soft">{say.withoutBluetooth}</p>
        <p>{say.camera}</p>
      </section>
      <p id="doing" role="status" />
      <p id="signal" class="soft" />
      <div id="trouble" role="alert" />
      <section class="scripted">
        <video hidden playsinline muted />
        <button id="stop" class="quiet" hidden>
          {say.stopScan}
        </button>
        <button id="scan" class="second">
          {say.scan}
        </button>
        <p class="soft">{say.scanMore}</p>
      </section>
    </main>
  );
}

const Waves = () => (
  <svg class="mark soft" viewBox="0 0 48 48" aria-hidden="true">
    <g fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round">
      <path d="M16 32a11 11 0 0 1 0-16M32 16a11 11 0 0 1 0 16M9 39a21 21 0 0 1 0-30M39 9a21 21 0 0 1 0 30" />
      <circle cx="24" cy="24" r="3" fill="currentColor" />
    </g>
  </svg>
);
