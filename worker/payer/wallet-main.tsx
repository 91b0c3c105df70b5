import type { Language } from "../contract/merchant.ts";
import type { Movement, Statement, WalletView } from "../contract/wallet.ts";
import { Figure, amountText } from "./bill.tsx";
import type { TopUpChoice, Underway } from "../wallet/top-up.ts";
import { timeText } from "./time-text.ts";
import { AddMoney, UnderWay } from "./top-up-part.tsx";
import { WalletDoor } from "./wallet-part.tsx";
import { walletSentencesIn } from "./wallet-sentences.ts";

interface Look {
  readonly view: WalletView;
  /** What can be added to it here; null: nothing. */
  readonly choice: TopUpChoice | null;
  readonly underWay: readonly Underway[];
  /** Makes a tap one top-up, however often it is sent. */
  readonly tap: string;
  readonly statement: Statement;
  readonly language: Language;
  readonly zone: string;
}

/** The wallet itself: what lies in it, and what moved. */
export function WalletMain({ view, statement, choice, underWay, tap, language, zone }: Look) {
  const say = walletSentencesIn(language);
  return (
    <main data-state="wallet">
      <h1>{say.wallet}</h1>
      {view.balances.length === 0 && <p>{say.empty}</p>}
      {view.balances.map(({ available, held }) => (
        <div>
          <p>
            <Figure amount={available} language={language} />
          </p>
          {held.minor > 0 && <p class="soft">{say.held(amountText(held, language))}</p>}
        </div>
      ))}
      <UnderWay topUps={underWay} language={language} />
      {choice && <AddMoney choice={choice} tap={tap} language={language} />}
      <h2>{say.statement}</h2>
      {statement.movements.length === 0 && <p class="soft">{say.nothingYet}</p>}
      {statement.movements.length > 0 && (
        <table class="card">
          <tbody>
            {statement.movements.map((movement) => (
              <Row movement={movement} language={language} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
      {statement.before !== null && <a href={`/W?before=${statement.before}`}>{say.earlier}</a>}
      <form method="post" action="/W/leave">
        <button class="quiet">{say.forget}</button>
      </form>
    </main>
  );
}

function Row({
  movement,
  language,
  zone,
}: Pick<Look, "language" | "zone"> & { movement: Movement }) {
  const say = walletSentencesIn(language);
  const { type, name, at, amount, state, receipt, claim } = movement;
  const link = claim ? `/C/${claim}` : receipt;
  const isOpen = state === "pending" || state === "voided";
  return (
    <tr>
      <th scope="row">
        {say.types[type]} <bdi>{name === "sandbox" ? say.practice : name}</bdi>
        {isOpen && <strong> · {say.states[state]}</strong>}
        <br />
        {link === null ? (
          <span class="soft">{timeText(at, language, zone)}</span>
        ) : (
          <a href={link}>{timeText(at, language, zone)}</a>
        )}
      </th>
      <td>
        {amount.minor > 0 && "+"}
        {amountText(amount, language)}
      </td>
    </tr>
  );
}

/** A phone that is known for no wallet. */
export function NoWalletMain({
  language,
  isPossible,
}: {
  language: Language;
  isPossible: boolean;
}) {
  const say = walletSentencesIn(language);
  return (
    <main data-state="no-wallet">
      <h1>{say.wallet}</h1>
      {isPossible ? (
        <section class="scripted">
          <WalletDoor language={language} />
        </section>
      ) : (
        <p>{say.cannot}</p>
      )}
    </main>
  );
}
