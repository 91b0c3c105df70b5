import type { JSX } from "preact";
import { type Face, type Sale, faceOf, isOver } from "../state/sale.ts";
import { serverNow, windowsOf } from "../state/till.ts";
import { amountText } from "./amount-text.ts";
import { Code } from "./code.tsx";
import { type FaceLook, lookOf } from "./face-look.ts";
import { KeptNotice, SoundNotice } from "./notices.tsx";
import { SaleButtons } from "./sale-buttons.tsx";
import { changeOf, codeWordsOf, partText, wordsLead } from "./sale-sentence.ts";
import { Shape } from "./shape.tsx";
import type { Stage } from "./stage.ts";
import { clockText, timeLeft } from "./time-text.ts";

/** A sale from the tap on: the amount and either the code or, in every other state, one unmistakable sign. */
export function SaleScreen({
  stage,
  sale,
}: {
  readonly stage: Stage;
  readonly sale: Sale;
}): JSX.Element {
  const { till, now, words, locale } = stage;
  const { charge } = sale;
  const face = faceOf(sale, windowsOf(till, charge.number), serverNow(till, now));
  const look = lookOf(face, words, charge.kind);
  const amount = amountText(charge.amount, locale);
  return (
    <section
      class={`sale tone-${look.tone} face-${face.kind}`}
      aria-label={words.orderTitle(charge.number)}
      // Where the focus begins: what has come of the sale is said by its live region, once.
      data-head
      tabIndex={-1}
    >
      <p class="sale-shop">
        {till.profile.merchant.name}
        {charge.kind && ` · ${words.topUp}`}
      </p>
      <div class="sale-sum">
        <p class="figure sale-amount" style={{ "--chars": amount.length }}>
          {amount}
        </p>
        {charge.part && <p class="sale-part">{partText(charge.part, stage)}</p>}
      </div>
      {face.kind === "code" ? (
        <CodePart stage={stage} face={face} look={look} expiresAt={charge.expiresAt} />
      ) : (
        <Sign
          look={look}
          face={face}
          words={words}
          code={codeWordsOf(sale, face)}
          change={changeOf(sale, stage)}
        />
      )}
      <div class="sale-notes" aria-live="polite">
        <SoundNotice {...stage} />
        <KeptNotice {...stage} />
        {!isOver(sale) && face.kind !== "unknown" && <OldNews {...stage} />}
      </div>
      <SaleButtons stage={stage} sale={sale} face={face} />
    </section>
  );
}

interface SignProps {
  readonly look: FaceLook;
  readonly face: Face;
  readonly words: Stage["words"];
  readonly code: string | null;
  readonly change: string | null;
}

function Sign({ look, face, words, code, change }: SignProps): JSX.Element {
  return (
    <div class="sign">
      <Shape name={look.shape} />
      <h1 class="sale-word">{look.word}</h1>
      <p class="sale-text">{look.text}</p>
      {change !== null && <p class="sale-change">{change}</p>}
      {code !== null && (
        <p class="match-words">
          {wordsLead(face, words)}
          <strong>{code}</strong>
        </p>
      )}
    </div>
  );
}

interface CodePartProps {
  readonly stage: Stage;
  readonly face: Extract<Face, { kind: "code" }>;
  readonly look: FaceLook;
  readonly expiresAt: number;
}

function CodePart({ stage, face, look, expiresAt }: CodePartProps): JSX.Element {
  const { till, now, words } = stage;
  const { minutes, seconds } = timeLeft(expiresAt - serverNow(till, now));
  return (
    <div class="code-part">
      <Code stage={stage} face={face} look={look} />
      <div class="code-words">
        <h1 class="sale-word">{look.word}</h1>
        <p class="sale-text">{look.text}</p>
        <p class="code-foot">
          <span role="timer" aria-live="off" aria-label={words.sale.leftLabel}>
            {words.sale.left(minutes, seconds)}
          </span>
          {face.leg === "sending" && <span class="sending">{words.sale.sending}</span>}
          {till.beacon?.status === "showing" && <span class="on-air">{words.sale.onAir}</span>}
          {till.beacon?.status === "stuck" && <span class="off-air">{words.sale.offAir}</span>}
        </p>
      </div>
    </div>
  );
}

/** Says that what is on the screen may have changed where nobody could tell us; and to the ear, that it is told again. */
function OldNews({ till, words, locale }: Stage): JSX.Element {
  const { connection } = till;
  return connection.status === "offline" ? (
    <p class="old-news">{words.sale.oldNews(clockText(connection.since, locale))}</p>
  ) : (
    <p class="sr-only">{words.connection[connection.status]}</p>
  );
}
