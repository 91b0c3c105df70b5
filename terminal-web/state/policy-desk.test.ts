import { describe, it } from "vitest";
import * as v from "valibot";
import { Policy, defaultPolicy } from "../../worker/contract/place.ts";
import {
  POLICY_UNASKED,
  type PolicyDesk,
  type PolicyMessage,
  type PolicyTask,
  RADII,
  updatePolicy,
} from "./policy-desk.ts";

const policy = defaultPolicy("EUR");
const stricter: Policy = { ...policy, whenUnknown: "refuse" };

function after(...messages: PolicyMessage[]): { desk: PolicyDesk; tasks: PolicyTask[] } {
  let desk = POLICY_UNASKED;
  const tasks: PolicyTask[] = [];
  for (const message of messages) {
    const outcome = updatePolicy(desk, message);
    desk = outcome.desk;
    if (outcome.task) tasks.push(outcome.task);
  }
  return { desk, tasks };
}

const told: PolicyMessage = { type: "told", policy };
const change: PolicyMessage = { type: "change", changes: { whenUnknown: "refuse" } };
const saved: readonly PolicyMessage[] = [
  told,
  change,
  { type: "save" },
  { type: "kept", policy: stricter },
];

describe("the rules about place", () => {
  it("are asked for first, and again when they could not be read", ({ expect }) => {
    const { desk, tasks } = after({ type: "ask" }, { type: "untold", fault: "offline" });
    expect(desk).toEqual({ step: "unread", fault: "offline" });
    expect(tasks).toEqual([{ type: "ask" }]);
    expect(after({ type: "ask" }, { type: "ask" }, told).desk).toMatchObject({ saved: policy });
  });

  it("change nothing until they are saved", ({ expect }) => {
    const { desk, tasks } = after(told, change);
    expect(desk).toMatchObject({ saved: policy, draft: stricter, status: { name: "idle" } });
    expect(tasks).toEqual([]);
  });

  it("are saved once, and can be put back once", ({ expect }) => {
    const { tasks, desk } = after(...saved);
    expect(tasks).toEqual([{ type: "save", policy: stricter }]);
    expect(desk).toMatchObject({ saved: stricter, status: { name: "saved", before: policy } });
    const undone = after(...saved, { type: "undo" }, { type: "kept", policy }, { type: "undo" });
    expect(undone.tasks.slice(1)).toEqual([{ type: "save", policy }]);
    expect(undone.desk).toMatchObject({
      saved: policy,
      draft: policy,
      status: { name: "saved", before: null },
    });
  });

  it("are not saved when nothing was changed, nor twice at a time", ({ expect }) => {
    expect(after(told, { type: "save" }).tasks).toEqual([]);
    const twice = after(told, change, { type: "save" }, { type: "save" }, change);
    expect(twice.tasks).toHaveLength(1);
  });

  it("stay as typed when they cannot be saved", ({ expect }) => {
    const { desk } = after(told, change, { type: "save" }, { type: "not-kept", fault: "offline" });
    expect(desk).toMatchObject({
      saved: policy,
      draft: stricter,
      status: { name: "failed", fault: "offline" },
    });
  });

  it("offer the distances that the contract takes", ({ expect }) => {
    const takes = (radiusMetres: number | null): boolean =>
      v.is(Policy, { ...policy, radiusMetres });
    expect([null, ...RADII].every(takes)).toBe(true);
    expect([50_000, 200_000, 0].some(takes)).toBe(false);
  });
});
