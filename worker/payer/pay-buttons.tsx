import type { RailView } from "../contract/claim.ts";
import type { Language } from "../contract/merchant.ts";
import { sentencesIn } from "./sentences.ts";

interface Look {
  /** The field of the form that says which. */
  readonly name: string;
  readonly rails: readonly RailView[];
  /** What the buttons say: to pay the amount, or to try again. */
  readonly label: string;
  readonly language: Language;
  /** Another way is offered before these. */
  readonly isSecond?: boolean;
}

/** One button for each way to pay; where there are several, or one has more to say, each names its own. */
export function PayButtons({ name, rails, label, language, isSecond = false }: Look) {
  const say = sentencesIn(language);
  if (rails.length === 0) return <p class="notice">{say.noRail}</p>;
  // What is paid from a wallet has its own part of the page.
  const byTap = rails.filter((rail) => rail.name !== "wallet");
  return (
    <>
      {byTap.map((rail, index) => (
        <button name={name} value={rail.name} class={isSecond || index > 0 ? "second" : ""}>
          {label}
          {(byTap.length > 1 || rail.ways.length > 0) && (
            <small>{waysText(rail, language) || say.rails[rail.name]}</small>
          )}
        </button>
      ))}
    </>
  );
}

/** Says of which ways no real money moves; nothing where all of it is real. */
export function TestNotice({ rails, language }: Pick<Look, "rails" | "language">) {
  const say = sentencesIn(language);
  const names = new Set(rails.filter(({ test }) => test).map(({ name }) => name));
  return (
    <>
      {(names.has("sandbox") || names.has("wallet")) && <p class="notice soft">{say.sandbox}</p>}
      {names.has("stripe") && <p class="notice soft">{say.testMode}</p>}
    </>
  );
}

/** "Card, Alipay, WeChat Pay". */
export function waysText({ ways }: RailView, language: Language): string {
  const say = sentencesIn(language);
  return ways.map((way) => say.ways[way] ?? way).join(language === "zh" ? "、" : ", ");
}
