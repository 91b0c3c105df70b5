import type { Bill } from "../contract/order.ts";
import type { MoneyOut } from "../contract/fields.ts";
import type { Language } from "../contract/merchant.ts";
import { type Money, moneyText } from "../domain/money.ts";
import { sentencesIn } from "./sentences.ts";

const LOCALES: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

export const amountText = ({ minor, currency }: MoneyOut, language: Language): string =>
  moneyText({ minor, currency } as Money, LOCALES[language]);

/** More letters than these would not stand on one line of a phone in the largest size. */
const MOST_LARGE = 10;

/** The figure of the page, never broken in two: "€3,703,703." is another amount. */
export function Figure({ amount, language }: { amount: MoneyOut; language: Language }) {
  const text = amountText(amount, language);
  return <span class={text.length > MOST_LARGE ? "amount long" : "amount"}>{text}</span>;
}

/** What is to be paid, to whom, in the largest letters of the page. */
export function Amount({
  bill,
  merchant,
  language,
  isTitle = false,
}: {
  bill: Bill;
  merchant: string;
  language: Language;
  /** Whether it is what the page is about, where nothing else has to be said first. */
  isTitle?: boolean;
}) {
  // Who hears the page hears in one go how much it is, and to whom.
  const Title = isTitle ? "h1" : "p";
  return (
    <Title class="head">
      <Figure amount={bill.amount} language={language} />{" "}
      <PartNote bill={bill} language={language} />{" "}
      <bdi class="soft">{sentencesIn(language).to(merchant)}</bdi>
    </Title>
  );
}

/** Which part of the bill this is, where a table or a group pays in parts. */
export function PartNote({ bill, language }: { bill: Bill; language: Language }) {
  if (!bill.part) return null;
  const { index, count, whole } = bill.part;
  const text = sentencesIn(language).part(index, count, amountText(whole, language));
  return <strong>{text}</strong>;
}

/**
 * The bill's lines and its total. Without lines there is only the note and the number. What is marked as signed is what
 * the receipt's script compares with the signed receipt.
 */
export function Lines({ bill, language }: { bill: Bill; language: Language }) {
  const say = sentencesIn(language);
  const price = (minor: number): string => amountText({ ...bill.amount, minor }, language);
  // A part shows the whole bill that it is a part of.
  const { lines } = bill.part ?? bill;
  const path = bill.part ? "part.lines" : "lines";
  return (
    <table class="card">
      <tbody>
        {lines.map(({ name, quantity, unitPrice }, index) => (
          <tr>
            <th scope="row">
              <bdi data-signed={`${path}.${index}.name`}>{name}</bdi>
              {quantity > 1 && <span class="soft"> {`${quantity} × ${price(unitPrice)}`}</span>}
            </th>
            <td data-signed={`${path}.${index}`}>{price(quantity * unitPrice)}</td>
          </tr>
        ))}
        {bill.note !== null && (
          <tr>
            <td colspan={2} class="note soft">
              <bdi>{bill.note}</bdi>
            </td>
          </tr>
        )}
        {lines.length > 0 && (
          <tr class="sum">
            <th scope="row">{say.total}</th>
            <td>{amountText(bill.part?.whole ?? bill.amount, language)}</td>
          </tr>
        )}
        {bill.part && (
          <tr class="sum">
            <th scope="row">{say.yourPart}</th>
            <td>{amountText(bill.amount, language)}</td>
          </tr>
        )}
        <tr class="soft">
          <th scope="row">{say.orderNumber}</th>
          <td data-signed="number">{bill.number}</td>
        </tr>
      </tbody>
    </table>
  );
}
