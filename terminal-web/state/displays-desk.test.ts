import { describe, it } from "vitest";
import {
  DISPLAYS_UNASKED,
  type DisplaysDesk,
  type DisplaysMessage,
  type DisplaysTask,
  updateDisplays,
} from "./displays-desk.ts";

const AT = "2026-10-15T12:00:00.000Z";
const display = (number: number) => ({ number, linkedAt: AT, seenAt: AT, isWatching: true });
const link = { url: "https://till.test/display/3#LINK", expiresAt: AT };

function after(...messages: DisplaysMessage[]): { desk: DisplaysDesk; tasks: DisplaysTask[] } {
  let desk = DISPLAYS_UNASKED;
  const tasks: DisplaysTask[] = [];
  for (const message of messages) {
    const outcome = updateDisplays(desk, message);
    desk = outcome.desk;
    if (outcome.task) tasks.push(outcome.task);
  }
  return { desk, tasks };
}

describe("the displays of a till", () => {
  it("are asked for one question at a time", ({ expect }) => {
    const { desk, tasks } = after({ type: "ask" }, { type: "ask" });
    expect(tasks).toEqual([{ type: "ask" }]);
    expect(desk.displays).toBeNull();
  });

  it("are linked by a link that is shown until a new display is there", ({ expect }) => {
    const made: DisplaysMessage[] = [
      { type: "told", displays: [display(1)] },
      { type: "link" },
      { type: "link-made", link },
    ];
    const waiting = after(...made, { type: "told", displays: [display(1)] });
    expect(waiting.desk.link).toMatchObject(link);
    const linked = after(...made, { type: "told", displays: [display(1), display(2)] });
    expect(linked.desk).toMatchObject({ link: null, news: "linked" });
    expect(linked.tasks).toEqual([{ type: "link" }]);
  });

  it("are unlinked once, and gone when the server has said so", ({ expect }) => {
    const told: DisplaysMessage = { type: "told", displays: [display(1)] };
    const twice = after(told, { type: "unlink", number: 1 }, { type: "unlink", number: 1 });
    expect(twice.tasks).toEqual([{ type: "unlink", number: 1 }]);
    const { desk } = after(told, { type: "unlink", number: 1 }, { type: "unlinked", displays: [] });
    expect(desk).toMatchObject({ displays: [], news: "unlinked", status: "idle" });
  });

  it("stay as they were known when the server cannot be asked", ({ expect }) => {
    const told: DisplaysMessage = { type: "told", displays: [display(1)] };
    const { desk } = after(told, { type: "ask" }, { type: "failed", fault: "offline" });
    expect(desk).toMatchObject({ displays: [display(1)], fault: "offline", status: "idle" });
  });
});
