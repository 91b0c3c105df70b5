import type { Heard, SpeechContext } from "../heard.ts";

interface ExpectedLine {
  name: string;
  quantity: number;
  unitPrice: number;
}

/** What a phrase should come to, in a form that a draft can be brought to as well. */
export interface Expectation {
  outcome: readonly { amount: number; lines: readonly ExpectedLine[] }[] | string;
  /** Undefined where the table leaves it open. */
  unmatched: readonly string[] | undefined;
}

const LINE = /^(?<quantity>\d+) (?<name>.+) @ (?<price>[\d.]+)$/u;

/** Reads the notation of the phrase tables. */
export function expectationOf(notation: string, context: SpeechContext): Expectation {
  const [outcome = "", words] = notation.split(" ?? ");
  const unmatched = words?.split(" ; ");
  if (outcome.startsWith("none ") || outcome.startsWith("command ")) return { outcome, unmatched };
  const candidates = outcome.split(" | ").map((text) => {
    if (!text.includes(" @ ")) return { amount: minor(text, context), lines: [] };
    const lines = text.split(", ").map((line) => billLine(line, context));
    return { amount: lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0), lines };
  });
  return { outcome: candidates, unmatched: unmatched ?? [] };
}

function billLine(text: string, context: SpeechContext): ExpectedLine {
  const groups = LINE.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a bill line: ${text}`);
  return { name: groups["name"] ?? "", quantity: Number(groups["quantity"]), unitPrice: minor(groups["price"] ?? "", context) };
}

function minor(text: string, { exponent }: SpeechContext): number {
  const pattern = exponent === 0 ? /^\d+$/u : new RegExp(`^\\d+\\.\\d{${exponent}}$`, "u");
  if (!pattern.test(text)) throw new Error(`not an amount with ${exponent} figures behind the point: ${text}`);
  return Number(text.replace(".", ""));
}

/** Brings a draft to the form of an expectation, leaving open what the expectation leaves open. */
export function asExpectation(draft: Heard, expected: Expectation): Expectation {
  const { outcome, unmatched } = read(draft);
  return { outcome, unmatched: expected.unmatched === undefined ? undefined : unmatched };
}

function read(draft: Heard): Expectation {
  switch (draft.kind) {
    case "draft":
      return { outcome: [{ amount: draft.amount, lines: draft.lines }], unmatched: draft.unmatched };
    case "ambiguous":
      return { outcome: draft.candidates.map(({ amount, lines }) => ({ amount, lines })), unmatched: draft.unmatched };
    case "command":
      return { outcome: `command ${draft.command}`, unmatched: [] };
    case "none":
      return { outcome: `none ${draft.reason}`, unmatched: draft.unmatched };
  }
}
