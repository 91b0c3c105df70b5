import { describe, it } from "vitest";
import { type ChimeKind, chimeMs, createChime } from "./chime.ts";

interface Note {
  hertz: number;
  at: number;
}

/** An audio context that the test unlocks, and the notes that were started in it. */
function audio() {
  const notes: Note[] = [];
  const node = { connect: (next: unknown) => next };
  const context = {
    state: "suspended",
    currentTime: 5,
    destination: {},
    resume: () => Promise.resolve(),
    createGain: () => ({
      ...node,
      gain: {
        setValueAtTime: () => {},
        linearRampToValueAtTime: () => {},
        exponentialRampToValueAtTime: () => {},
      },
    }),
    createOscillator: () => {
      const oscillator = {
        ...node,
        type: "sine",
        frequency: { value: 0 },
        start: (at: number) => void notes.push({ hertz: oscillator.frequency.value, at }),
        stop: () => {},
      };
      return oscillator;
    },
  };
  return { notes, context, make: () => context as unknown as AudioContext };
}

async function notesOf(kind: ChimeKind): Promise<number[]> {
  const { notes, context, make } = audio();
  const chime = createChime(make);
  context.state = "running";
  await chime.unlock();
  await chime.play(kind, 1);
  return notes.toSorted((a, b) => a.at - b.at).map(({ hertz }) => hertz);
}

describe("the chime", () => {
  it("is locked until a touch has let the page sound", async ({ expect }) => {
    const { context, make, notes } = audio();
    const chime = createChime(make);
    expect(await chime.play("success", 1)).toBe("locked");
    expect(await chime.unlock()).toBe("locked");
    context.state = "running";
    expect(await chime.unlock()).toBe("ready");
    await chime.ready();
    expect(await chime.play("success", 1)).toBe("played");
    expect(notes.length).toBeGreaterThan(0);
  });

  it("starts at once", async ({ expect }) => {
    const { notes, context, make } = audio();
    const chime = createChime(make);
    context.state = "running";
    await chime.unlock();
    const playing = chime.play("success", 1);
    expect(Math.min(...notes.map(({ at }) => at))).toBe(context.currentTime);
    await playing;
  });

  it("rises for success, falls for failure, and stays for a doubt", async ({ expect }) => {
    const [success, failure, attention] = await Promise.all(
      (["success", "failure", "attention"] as const).map(notesOf),
    );
    expect(success).toEqual(success?.toSorted((a, b) => a - b));
    expect(failure).toEqual(failure?.toSorted((a, b) => b - a));
    expect(new Set(attention).size).toBe(1);
  });

  it("is over within a second, so that words can follow", ({ expect }) => {
    for (const kind of ["success", "failure", "attention"] as const)
      expect(chimeMs(kind)).toBeLessThan(1_000);
  });

  it("keeps nobody waiting where the browser has no sound", async ({ expect }) => {
    const chime = createChime(null);
    await chime.ready();
    expect(await chime.play("success", 1)).toBe("unsupported");
  });
});
