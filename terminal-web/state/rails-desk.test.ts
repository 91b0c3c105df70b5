import { describe, it } from "vitest";
import type { RailChoice } from "../../worker/contract/rails.ts";
import { RAILS_UNASKED, updateRails } from "./rails-desk.ts";

const rail = (name: string, state: RailChoice["state"]): RailChoice => ({
  name,
  title: name,
  state,
  test: false,
  can: [],
  missing: [],
});
const view = { rails: [rail("sandbox", "on"), rail("stripe", "off"), rail("gold", "absent")] };
const told = updateRails(RAILS_UNASKED, { type: "told", view }).desk;

describe("the ways to pay, as the merchant switches them", () => {
  it("are asked for, and say what went wrong", ({ expect }) => {
    expect(updateRails(RAILS_UNASKED, { type: "ask" }).task).toEqual({ type: "ask" });
    expect(updateRails(told, { type: "untold", fault: "offline" }).desk).toMatchObject({
      rails: view.rails,
      fault: "offline",
    });
  });

  it("are sent as the whole list of those that are on", ({ expect }) => {
    const on = updateRails(told, { type: "switch", name: "stripe", isOn: true });
    expect(on.task).toEqual({ type: "put", on: ["sandbox", "stripe"] });
    const off = updateRails(told, { type: "switch", name: "sandbox", isOn: false });
    expect(off.task).toEqual({ type: "put", on: [] });
  });

  it("are switched one at a time, and not before the server has said what there is", ({
    expect,
  }) => {
    const { desk } = updateRails(told, { type: "switch", name: "stripe", isOn: true });
    expect(updateRails(desk, { type: "switch", name: "sandbox", isOn: false }).task).toBeNull();
    expect(updateRails(desk, { type: "told", view }).desk.switching).toBeNull();
    const early = updateRails(RAILS_UNASKED, { type: "switch", name: "stripe", isOn: true });
    expect(early.task).toBeNull();
  });
});
