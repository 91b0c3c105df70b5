import type { Language } from "../contract/merchant.ts";
import type { OfferView } from "../contract/wallet.ts";
import type { Currency } from "../domain/currency.ts";
import { limitsOnNewPhone, walletLimitsFor } from "../domain/wallet-limits.ts";
import { valueText } from "../passkey/value-text.ts";
import { amountText } from "./bill.tsx";
import { walletSentencesIn } from "./wallet-sentences.ts";

/** What the bill page can offer of a wallet: to open or find one, or to pay from the one this phone is known for. */
export type WalletPart =
  | { readonly type: "none" }
  /** The phone is known for a wallet, which is all that a top-up needs. */
  | { readonly type: "known" }
  /** A payment of it waits for its decision, and may be given up. */
  | { readonly type: "pending"; readonly key: string }
  | { readonly type: "offer"; readonly offer: OfferView };

interface Look {
  readonly part: WalletPart;
  readonly claim: string;
  readonly tap: string;
  /** Whether practice money is taken here. */
  readonly practises: boolean;
  readonly language: Language;
}

/** The wallet on the bill page. Passkeys need the page's script, so that without it nothing of this shows. */
export function WalletOnBill(look: Look) {
  const { part, language } = look;
  return (
    <section class="scripted">
      {part.type === "offer" ? (
        <Offer {...look} offer={part.offer} />
      ) : (
        <WalletDoor language={language} />
      )}
    </section>
  );
}

/** Opens a wallet, or finds one. */
export function WalletDoor({ language }: { language: Language }) {
  const say = walletSentencesIn(language);
  return (
    <>
      <form method="post" data-wallet="find">
        <button class="second">{say.find}</button>
        <Failed language={language} />
      </form>
      <form method="post" data-wallet="open" data-name={say.passkeyName}>
        <button class="second">{say.open}</button>
        <p class="soft">{say.openWhy}</p>
        <Failed language={language} />
      </form>
    </>
  );
}

function Offer({ offer, claim, tap, practises, language }: Look & { offer: OfferView }) {
  const say = walletSentencesIn(language);
  const balance = amountText(offer.balance, language);
  if (offer.obstacle === null) {
    return (
      <form
        method="post"
        data-wallet="pay"
        data-bill={claim}
        data-key={offer.key}
        data-offer={askedOf(offer, say.wallet)}
      >
        <button>{say.pay(amountText(offer.amount, language))}</button>
        <p class="soft">
          {say.balance(balance)} · <a href="/W">{say.statement}</a>
        </p>
        <Failed language={language} />
      </form>
    );
  }
  const { minor, currency } = practiceFor(offer.amount.currency as Currency);
  return (
    <>
      <p class="notice">
        {whyNot(offer, language)} {offer.obstacle === "insufficient-funds" && say.addCash}{" "}
        <a href="/W">{say.statement}</a>
      </p>
      {practises && offer.obstacle === "insufficient-funds" && (
        <form method="post" data-wallet="add" data-bill={claim} data-key={tap} data-amount={minor}>
          <button class="second">
            {say.addPractice(amountText({ ...offer.amount, minor, currency }, language))}
          </button>
          <Failed language={language} />
        </form>
      )}
    </>
  );
}

function whyNot({ obstacle, balance, amount }: OfferView, language: Language): string {
  const say = walletSentencesIn(language);
  if (obstacle === "over-limit") return say.overLimit;
  if (obstacle !== "new-phone") return say.notEnough(amountText(balance, language));
  const limits = limitsOnNewPhone(walletLimitsFor(amount.currency as Currency));
  const text = (minor: number): string => amountText({ ...amount, minor }, language);
  return say.newPhone(text(limits.payment), text(limits.day));
}

/** The payer's way out while nobody has decided: the shop is asked to say no, unless it has said yes. */
export function StopPayment({
  claim,
  stop,
  language,
}: {
  readonly claim: string;
  readonly stop: string;
  readonly language: Language;
}) {
  const say = walletSentencesIn(language);
  return (
    <form method="post" class="scripted" data-wallet="stop" data-bill={claim} data-key={stop}>
      <button class="second">{say.stop}</button>
      <p class="soft">{say.stopMore}</p>
      <Failed language={language} />
    </form>
  );
}

const Failed = ({ language }: { language: Language }) => (
  <p class="bad" role="alert" hidden>
    {walletSentencesIn(language).failed}
  </p>
);

/** What the script hands to the authenticator, under names of one letter: it travels with every picture of the bill. */
const askedOf = (
  { challenge, credentials, payee, amount }: OfferView,
  instrument: string,
): string =>
  JSON.stringify({
    c: challenge,
    k: credentials,
    t: payee,
    v: valueText(amount.minor, amount.currency as Currency),
    m: amount.currency,
    i: instrument,
  });

/** Enough for a few bills, well within the limits. */
const practiceFor = (currency: Currency): { minor: number; currency: Currency } => ({
  minor: walletLimitsFor(currency).topUp / 4,
  currency,
});
