import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Language } from "../contract/merchant.ts";
import followScript from "./build/follow.txt";
import receiptScript from "./build/receipt.txt";
import walletScript from "./build/wallet.txt";
import { type Sentences, sentencesIn } from "./sentences.ts";
import { STYLE } from "./style.ts";

const SCRIPTS = {
  follow: followScript + walletScript,
  receipt: receiptScript,
  wallet: `document.documentElement.className="has-script";${walletScript}`,
};

/** What adds to a page that works without it. */
export type PageScript = keyof typeof SCRIPTS;

interface Look {
  readonly language: Language;
  readonly title: string;
  /** Of this answer's content security policy. */
  readonly nonce: string;
  readonly script: PageScript | null;
  /** May be found by search engines: what a bill, a receipt or a wallet may not. */
  readonly isPublic?: boolean;
  /** Where no script follows what happens: after how many seconds to look again. */
  readonly refresh?: number | undefined;
  readonly children?: Child;
}

// Raw, and in the head: JSX moves a meta element out of its noscript, where it reloads every page.
const refreshWithoutScript = (seconds: number) =>
  raw(`<noscript><meta http-equiv="refresh" content="${seconds}"></noscript>`);

/** A whole page: one answer with its style and its script in it. */
export function Page({
  language,
  title,
  nonce,
  script,
  isPublic = false,
  refresh,
  children,
}: Look) {
  const say: Sentences = sentencesIn(language);
  return (
    <html lang={language === "zh" ? "zh-Hans" : "en"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover" />
        {!isPublic && <meta name="robots" content="noindex" />}
        {refresh !== undefined && refreshWithoutScript(refresh)}
        <title>{title}</title>
        <link rel="icon" href="/edgetill.svg" type="image/svg+xml" />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <p id="offline" role="alert" hidden>
          {say.offline}
        </p>
        {children}
        <p id="said" role="status" class="away" />
        {script && <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPTS[script] }} />}
      </body>
    </html>
  );
}
