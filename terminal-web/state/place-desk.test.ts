import { describe, it } from "vitest";
import type { Coordinates } from "./coordinates.ts";
import {
  NO_PLACE_ASKED,
  type PlaceDesk,
  type PlaceMessage,
  type PlaceTask,
  updatePlace,
} from "./place-desk.ts";

const OLD: Coordinates = { latitude: 1, longitude: 2 };
const POSITION = { latitude: 50.087, longitude: 14.4208, accuracy: 12 };

/** The desk after these messages, and every task that they led to. */
function after(...messages: PlaceMessage[]): { desk: PlaceDesk; tasks: PlaceTask[] } {
  let desk = NO_PLACE_ASKED;
  const tasks: PlaceTask[] = [];
  for (const message of messages) {
    const outcome = updatePlace(desk, message);
    desk = outcome.desk;
    if (outcome.task) tasks.push(outcome.task);
  }
  return { desk, tasks };
}

const located: PlaceMessage[] = [{ type: "locate" }, { type: "located", position: POSITION }];

describe("the place of the till", () => {
  it("is asked of the device once, shown with its accuracy, and saved at a nod without it", ({
    expect,
  }) => {
    const shown = after({ type: "locate" }, ...located);
    expect(shown.desk).toEqual({ step: "located", position: POSITION });
    expect(shown.tasks).toEqual([{ type: "locate" }]);
    const { desk, tasks } = after(...located, { type: "nod", before: OLD });
    expect(desk).toEqual({ step: "saving", before: OLD });
    const place = { latitude: 50.087, longitude: 14.4208 };
    expect(tasks.at(-1)).toEqual({ type: "save", place, isUndone: false });
  });

  it("is saved from what was typed", ({ expect }) => {
    const { tasks } = after({ type: "write", text: "50.087, 14.4208", before: null });
    expect(tasks).toEqual([
      { type: "save", place: { latitude: 50.087, longitude: 14.4208 }, isUndone: false },
    ]);
    const [code] = after({ type: "write", text: "8FVC9G8F+6X", before: null }).tasks;
    expect(code).toMatchObject({ type: "save", place: { latitude: 47.3655625 } });
  });

  it("is not saved from what cannot be read, and says why", ({ expect }) => {
    const { desk, tasks } = after({ type: "write", text: "9G8F+6X Praha", before: null });
    expect(desk).toEqual({ step: "failed", fault: "short-code" });
    expect(tasks).toEqual([]);
  });

  it("can be put back after a change, and after it was forgotten", ({ expect }) => {
    for (const before of [OLD, null]) {
      const { desk, tasks } = after(
        { type: "forget", before },
        { type: "saved", isUndone: false },
        { type: "undo" },
        { type: "undo" },
        { type: "saved", isUndone: true },
        { type: "undo" },
      );
      expect(tasks).toEqual([
        { type: "save", place: null, isUndone: false },
        { type: "save", place: before, isUndone: true },
      ]);
      expect(desk).toMatchObject({ step: "saved", isUndone: true });
    }
  });

  it("takes no other wish while one is being saved", ({ expect }) => {
    const saving: PlaceMessage[] = [{ type: "forget", before: OLD }];
    const wishes: PlaceMessage[] = [
      { type: "locate" },
      { type: "write", text: "1, 2", before: OLD },
      { type: "forget", before: OLD },
      { type: "undo" },
    ];
    const { desk, tasks } = after(...saving, ...wishes);
    expect(desk).toEqual({ step: "saving", before: OLD });
    expect(tasks).toHaveLength(1);
  });

  it("says why the device or the server failed", ({ expect }) => {
    expect(after({ type: "locate" }, { type: "not-located", fault: "not-allowed" }).desk).toEqual({
      step: "failed",
      fault: "not-allowed",
    });
    expect(
      after({ type: "forget", before: OLD }, { type: "not-saved", fault: "offline" }).desk,
    ).toEqual({ step: "failed", fault: "offline" });
  });

  it("ignores an answer of the device that comes after something else was typed", ({ expect }) => {
    const typed: PlaceMessage = { type: "write", text: "1, 2", before: null };
    const { desk } = after(
      { type: "locate" },
      typed,
      { type: "located", position: POSITION },
      { type: "not-located", fault: "timeout" },
    );
    expect(desk).toEqual({ step: "saving", before: null });
  });
});
