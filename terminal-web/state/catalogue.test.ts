import { describe, it } from "vitest";
import { type Catalogue, MOST_ITEMS, learn, readItem, withItem, withoutItem } from "./catalogue.ts";
import { openTill } from "./test-till.ts";

const TEA = { name: "Tea", unitPrice: 280 };
const BAGEL = { name: "Bagel", unitPrice: 425 };
const lines = (...items: Catalogue) =>
  items.map(({ name, unitPrice }) => {
    const read = readItem(name, unitPrice);
    if (!read.ok) throw new Error(read.reason);
    return { ...read.value, quantity: 1 } as Parameters<typeof learn>[1][number];
  });

describe("the catalogue", () => {
  it("learns what was charged, at its last price, the latest first", ({ expect }) => {
    const learnt = learn([TEA], lines(BAGEL, { name: "Tea", unitPrice: 300 }), new Set());
    expect(learnt).toEqual([{ name: "Tea", unitPrice: 300 }, BAGEL]);
  });

  it("does not learn a name that was only heard, but the new price of one it knows", ({
    expect,
  }) => {
    const heard = new Set(["Toffees", "Tea"]);
    const sold = lines({ name: "Toffees", unitPrice: 350 }, { name: "Tea", unitPrice: 310 });
    expect(learn([TEA], sold, heard)).toEqual([{ name: "Tea", unitPrice: 310 }]);
  });

  it("forgets what was sold longest ago when it is full", ({ expect }) => {
    const full = Array.from({ length: MOST_ITEMS }, (_, index) => ({
      name: `Thing ${index}`,
      unitPrice: 100,
    }));
    const next = withItem(full, TEA);
    expect(next).toHaveLength(MOST_ITEMS);
    expect(next[0]).toEqual(TEA);
    expect(next.some(({ name }) => name === `Thing ${MOST_ITEMS - 1}`)).toBe(false);
  });

  it("removes by name", ({ expect }) => {
    expect(withoutItem([TEA, BAGEL], "Tea")).toEqual([BAGEL]);
  });

  it.for([
    ["", 100, "empty"],
    ["<b>Tea</b>", 100, "markup"],
    ["Tea\u202E", 100, "bidi-control"],
    ["Tea", null, "price"],
    ["Tea", 0, "price"],
    ["Tea", -100, "price"],
    ["Tea", 1_000_000_000, "price"],
  ] as const)("takes no %j at %s", ([name, price, reason], { expect }) => {
    expect(readItem(name, price)).toEqual({ ok: false, reason });
  });

  it("is learnt by charging a bill, and survives a reload", ({ expect }) => {
    const test = openTill();
    const [line] = lines(TEA);
    if (line) test.tell({ type: "put-line", index: 0, line });
    test.tell({ type: "charge", unnamed: "Item" });
    const { profile, catalogue } = test.open;
    expect(catalogue).toEqual([TEA]);
    expect(openTill({}, { profile, catalogue, isKept: true }).open.catalogue).toEqual([TEA]);
  });
});
