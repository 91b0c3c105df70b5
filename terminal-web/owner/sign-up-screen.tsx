import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Language } from "../../worker/contract/merchant.ts";
import { CURRENCIES } from "../../worker/domain/currency.ts";
import { plainText } from "../../worker/domain/plain-text.ts";
import type { ShopWish } from "./owner-api.ts";
import { PlaceField } from "./place-field.tsx";
import { TroubleNote } from "./trouble-note.tsx";
import type { OutsideProps } from "./welcome-screen.tsx";

const MAX_NAME = 64;

interface SignUpProps extends OutsideProps {
  readonly language: Language;
  readonly locale: string;
  readonly currency: string;
  /** Whether this device keeps passkeys itself. */
  readonly canKeep: boolean;
  readonly onShop: (shop: ShopWish) => void;
}

/** Everything that opens a shop, on one screen; only its name has to be typed. */
export function SignUpScreen(props: SignUpProps): JSX.Element {
  const { outside, words, language, locale, currency, canKeep, obstacle, onWay, onShop } = props;
  const isNameless = useSignal(false);
  const place = useSignal<ShopWish["place"]>(null);

  function take(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const textOf = (field: string): string => {
      const text = form.get(field);
      return typeof text === "string" ? text : "";
    };
    const name = plainText(textOf("name"), MAX_NAME);
    isNameless.value = !name.ok;
    if (!name.ok) return;
    onShop({
      name: name.value,
      currency: textOf("currency"),
      language: textOf("language") === "zh" ? "zh" : "en",
      place: place.value,
    });
  }

  return (
    <form class="section" onSubmit={take} noValidate>
      <h1 tabIndex={-1}>{words.signUpTitle}</h1>
      <label class="field">
        <span>{words.shopName}</span>
        <input
          name="name"
          data-first
          autoComplete="organization"
          placeholder={words.shopNameHint}
          aria-invalid={isNameless.value}
        />
      </label>
      <TroubleNote trouble={isNameless.value ? "text-invalid" : null} words={words} />
      <div class="two">
        <label class="field">
          <span>{words.currency}</span>
          <select name="currency" defaultValue={currency}>
            {currencyNames(locale).map(([code, text]) => (
              <option key={code} value={code} selected={code === currency}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{words.tillLanguage}</span>
          <select name="language">
            <option value="en" selected={language === "en"}>
              English
            </option>
            <option value="zh" selected={language === "zh"}>
              中文
            </option>
          </select>
        </label>
      </div>
      <PlaceField words={words} locale={locale} onPlace={(found) => (place.value = found)} />
      {!canKeep && <p class="notice">{words.noOwnLock}</p>}
      <TroubleNote trouble={outside.trouble ?? obstacle} words={words} />
      <button type="submit" class="button strong" disabled={outside.isBusy || obstacle !== null}>
        {outside.isBusy ? words.creating : words.create}
      </button>
      <p class="soft">{words.createText}</p>
      <button type="button" class="quiet" onClick={() => onWay("welcome")}>
        {words.back}
      </button>
    </form>
  );
}

/** "EUR · Euro", in the order of the codes, which is how people look for theirs. */
function currencyNames(locale: string): [string, string][] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return CURRENCIES.map((code) => [code, `${code} · ${names.of(code) ?? code}`]);
}
