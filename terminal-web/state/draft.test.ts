import { describe, it } from "vitest";
import { MAX_LINES } from "../../worker/domain/bill.ts";
import { type Draft, EMPTY_DRAFT, draftTotal, readLine, termsOf } from "./draft.ts";

function line(name: string, quantity: number, unitPrice: number): Draft["lines"][number] {
  const read = readLine({ name, quantity, unitPrice });
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const tea = line("Tea", 2, 350);

describe("a draft", () => {
  it("charges a bare amount without lines", ({ expect }) => {
    const terms = termsOf({ ...EMPTY_DRAFT, entry: "23.5" }, 2, "Item");
    expect(terms).toEqual({ ok: true, value: { amount: 2350, lines: [], note: null } });
  });

  it("charges the sum of its lines", ({ expect }) => {
    const terms = termsOf({ entry: "", lines: [tea], note: " Table 4 " }, 2, "Item");
    expect(terms).toEqual({ ok: true, value: { amount: 700, lines: [tea], note: "Table 4" } });
  });

  it("makes an amount that is still being typed the last line of the bill", ({ expect }) => {
    const terms = termsOf({ entry: "1", lines: [tea], note: "" }, 2, "Item");
    expect(terms.ok && terms.value.amount).toBe(800);
    expect(terms.ok && terms.value.lines.at(-1)).toEqual({
      name: "Item",
      quantity: 1,
      unitPrice: 100,
    });
  });

  it("lowers the sum by a discount", ({ expect }) => {
    expect(draftTotal({ entry: "", lines: [tea, line("Voucher", 1, -200)], note: "" }, 2)).toBe(
      500,
    );
  });

  it.for([
    ["nothing", EMPTY_DRAFT],
    ["nothing", { entry: "0.00", lines: [], note: "" }],
    ["nothing", { entry: "", lines: [line("Voucher", 1, -200)], note: "" }],
    ["too-much", { entry: "", lines: [line("Gold", 2, 999_999_999)], note: "" }],
    ["note", { entry: "1", lines: [], note: "<b>" }],
    ["note", { entry: "1", lines: [], note: "x".repeat(201) }],
    ["too-many", { entry: "1", lines: Array.from({ length: MAX_LINES }, () => tea), note: "" }],
  ] as const)("is not charged: %s", ([fault, draft], { expect }) => {
    expect(termsOf(draft, 2, "Item")).toEqual({ ok: false, reason: fault });
  });
});

describe("a typed line", () => {
  it.for([
    ["empty", "  ", 1, 100],
    ["too-long", "x".repeat(65), 1, 100],
    ["markup", "<i>Tea</i>", 1, 100],
    ["bidi-control", "Tea\u202E", 1, 100],
    ["quantity", "Tea", 0, 100],
    ["quantity", "Tea", 1.5, 100],
    ["quantity", "Tea", 10_000, 100],
    ["quantity", "Tea", Number.NaN, 100],
    ["price", "Tea", 1, 1_000_000_000],
    ["price", "Tea", 1, 0.5],
  ] as const)("is refused: %s", ([fault, name, quantity, unitPrice], { expect }) => {
    expect(readLine({ name, quantity, unitPrice })).toEqual({ ok: false, reason: fault });
  });
});
