import type { JSX } from "preact";
import type { DisplayLink } from "../../../worker/contract/display.ts";
import type { DisplaysMessage } from "../../state/displays-desk.ts";
import type { OfficeStage } from "../office.ts";
import { SymbolPicture } from "../symbol-picture.tsx";
import { clockText } from "../time-text.ts";
import { useCopy } from "../use-copy.ts";
import type { DisplaysPhrases } from "./displays-phrases.ts";

interface LinkCardProps extends Pick<OfficeStage, "locale" | "symbolOf"> {
  readonly link: DisplayLink;
  readonly words: DisplaysPhrases;
  /** The server's time, ms. */
  readonly now: number;
  readonly tell: (message: DisplaysMessage) => void;
}

/** A link for one more display: as a code for its camera, as an address, and for a second screen of this device. */
export function DisplayLinkCard(props: LinkCardProps): JSX.Element {
  const { link, words, now, tell } = props;
  return (
    <section class="card display-link">
      {now < Date.parse(link.expiresAt) ? (
        <Good {...props} />
      ) : (
        <>
          <p role="status">{words.over}</p>
          <button type="button" class="button strong" onClick={() => tell({ type: "link" })}>
            {words.another}
          </button>
        </>
      )}
      <button type="button" class="button" onClick={() => tell({ type: "link-closed" })}>
        {words.close}
      </button>
    </section>
  );
}

function Good({ link, words, locale, symbolOf }: LinkCardProps): JSX.Element {
  const { url, expiresAt } = link;
  // Where the browser will not, the address stands there to be read.
  const { isCopied, copy } = useCopy(url);
  const symbol = symbolOf(url);
  return (
    <>
      <h2>{words.scan}</h2>
      <p>{words.once(clockText(Date.parse(expiresAt), locale))}</p>
      {symbol && <SymbolPicture symbol={symbol} label={words.scan} />}
      <p class="address">{url}</p>
      <div class="form-buttons">
        <a class="button" href={url} target="_blank" rel="noopener">
          {words.openHere}
        </a>
        <button type="button" class="button" onClick={copy}>
          {isCopied ? words.copied : words.copy}
        </button>
      </div>
    </>
  );
}
