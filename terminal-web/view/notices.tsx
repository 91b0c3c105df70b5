import type { JSX } from "preact";
import type { News } from "../state/announcement.ts";
import { amountText } from "./amount-text.ts";
import type { Stage } from "./stage.ts";
import { momentText } from "./time-text.ts";

/** How many results are spelt out; the list of sales has the others. */
const SHOWN = 3;

/**
 * What the merchant should know before the next sale: results that came unseen, and what this device cannot do. The
 * region stays and each line comes into it: one that appears together with its text is not read by every screen reader.
 */
export function Notices(stage: Stage): JSX.Element {
  return (
    <div class="notices" aria-live="polite">
      <Meanwhile {...stage} />
      <SoundNotice {...stage} />
      <BeaconNotice {...stage} />
      <KeptNotice {...stage} />
    </div>
  );
}

/** A full disk or a private window: the sale goes on, but would not outlive the page. */
export function KeptNotice({ till, words }: Stage): JSX.Element | null {
  if (till.isKept) return null;
  return <p class="notice">{words.notKept}</p>;
}

/** Nothing sounds until the page is touched: that is worth a line wherever a result may come. */
export function SoundNotice({ till, words }: Stage): JSX.Element | null {
  if (till.settings.sound === "off" || till.sound === "ready") return null;
  return <p class="notice">{till.sound === "locked" ? words.soundLocked : words.soundMissing}</p>;
}

/** A beacon that only the merchant can mend: after a reload, most browsers find it only by a tap. */
function BeaconNotice({ till, words, send }: Stage): JSX.Element | null {
  if (till.beacon?.status !== "stuck") return null;
  return (
    <p class="notice">
      <button
        type="button"
        class="link"
        onClick={() => send({ type: "show", screen: { name: "beacon" } })}
      >
        {words.beaconStuck}
      </button>
    </p>
  );
}

function Meanwhile({ till, words, locale, now, send }: Stage): JSX.Element | null {
  const { news } = till;
  if (news.length === 0) return null;
  const more = news.length - SHOWN;
  return (
    <section class="notice news">
      <div>
        <strong>{news.some(({ isLate }) => isLate) ? words.awayTitle : words.newsTitle}</strong>
        <ul>
          {news.slice(-SHOWN).map((one) => (
            <li key={one.cursor}>
              <button
                type="button"
                class={`link news-${one.kind}`}
                onClick={() =>
                  send({ type: "show", screen: { name: "order", number: one.number } })
                }
              >
                {sentence(
                  one,
                  words,
                  amountText(one.amount, locale),
                  momentText(Date.parse(one.at), now, locale),
                )}
              </button>
            </li>
          ))}
          {more > 0 && <li>+{more}</li>}
        </ul>
      </div>
      <button type="button" class="button small" onClick={() => send({ type: "news-seen" })}>
        {words.seen}
      </button>
    </section>
  );
}

function sentence({ kind }: News, words: Stage["words"], amount: string, time: string): string {
  switch (kind) {
    case "paid":
      return words.newsPaid(amount, time);
    case "declined":
      return words.newsDeclined(amount, time);
    case "stray":
      return words.newsStray(amount, time);
  }
}
