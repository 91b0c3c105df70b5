import type { JSX } from "preact";
import { SymbolPicture } from "../../view/symbol-picture.tsx";
import { timeLeft } from "../../view/time-text.ts";
import { useCopy } from "../../view/use-copy.ts";
import { type LinkFate, type OpenLink, fateOf } from "../owner-state.ts";
import type { SectionProps } from "../section.ts";

type LinkProps = SectionProps & { readonly link: OpenLink };

/** A link for one more terminal: for this device, as a code for another's camera, and what became of it. */
export function LinkCard(props: LinkProps): JSX.Element {
  const { link, inside, words, now, tell } = props;
  const fate = fateOf(link, inside.view, now);
  return (
    <div class="card">
      <h2>{words.linkTitle}</h2>
      <Fate {...props} fate={fate} />
      <button type="button" class="button small" onClick={() => tell({ type: "link-closed" })}>
        {words.close}
      </button>
    </div>
  );
}

function Fate(props: LinkProps & { readonly fate: LinkFate }): JSX.Element {
  const { fate, words } = props;
  switch (fate.type) {
    case "used":
      return (
        <p class="good" role="status">
          {words.linkUsed(fate.by)}
        </p>
      );
    case "over":
      return <p role="status">{words.linkOver}</p>;
    case "waiting":
      return <Open {...props} leftMs={fate.leftMs} />;
  }
}

function Open({ link, words, symbolOf, leftMs }: LinkProps & { readonly leftMs: number }) {
  const { isCopied, copy } = useCopy(link.url);
  const { hash, hostname } = new URL(link.url);
  const symbol = symbolOf(link.url);
  const { minutes, seconds } = timeLeft(leftMs);
  return (
    <>
      {/* By this page's own address: the link's may be another name of the same place. */}
      <a class="button strong" href={`/terminal${hash}`}>
        {words.useHere}
      </a>
      <p>{words.linkText}</p>
      {symbol && <SymbolPicture symbol={symbol} label={words.linkText} />}
      {/^(?:localhost|127\.)/.test(hostname) && <p class="soft">{words.linkLocal}</p>}
      <p class="soft">{words.linkLeft(minutes, seconds)}</p>
      <button type="button" class="button small" onClick={copy}>
        {isCopied ? words.copied : words.copyLink}
      </button>
      {isCopied === false && <p class="address">{link.url}</p>}
    </>
  );
}
