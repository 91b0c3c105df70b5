import type { Sound } from "../state/till.ts";

/** What a chime means; each is told from the others without words. */
export type ChimeKind = "success" | "failure" | "attention";

export type ChimeAnswer = "played" | "locked" | "unsupported";

/** Short tones by Web Audio: they start within 40 ms, where speech takes 200. */
export interface Chime {
  /** To be called from a touch: browsers let a page sound only after one. */
  unlock(): Promise<Sound>;
  /** Resolves once the page may sound; at once where it never can. */
  ready(): Promise<void>;
  /** What the page sounds through; null while it may not. */
  audio(): AudioContext | null;
  /** Starts the tones and resolves when they have sounded. `volume` is 0 to 1. */
  play(kind: ChimeKind, volume: number): Promise<ChimeAnswer>;
}

interface Tone {
  readonly hertz: number;
  readonly atMs: number;
  readonly forMs: number;
  readonly shape: OscillatorType;
}

/** Success rises in a major chord, failure falls in a rough one, attention knocks twice on one note. */
const TONES: Readonly<Record<ChimeKind, readonly Tone[]>> = {
  success: [
    { hertz: 659.3, atMs: 0, forMs: 160, shape: "sine" },
    { hertz: 830.6, atMs: 110, forMs: 160, shape: "sine" },
    { hertz: 1318.5, atMs: 220, forMs: 420, shape: "sine" },
  ],
  failure: [
    { hertz: 311.1, atMs: 0, forMs: 220, shape: "triangle" },
    { hertz: 207.7, atMs: 240, forMs: 420, shape: "triangle" },
  ],
  attention: [
    { hertz: 587.3, atMs: 0, forMs: 110, shape: "sine" },
    { hertz: 587.3, atMs: 190, forMs: 150, shape: "sine" },
  ],
};

/** How long the kind sounds, in ms. */
export const chimeMs = (kind: ChimeKind): number =>
  Math.max(...TONES[kind].map(({ atMs, forMs }) => atMs + forMs));

const ATTACK_SECONDS = 0.008;
const LOUDEST = 0.6;

export function createChime(makeContext: (() => AudioContext) | null): Chime {
  let context: AudioContext | null = null;
  const unlocked = Promise.withResolvers<void>();
  if (!makeContext) unlocked.resolve();

  return {
    ready: () => unlocked.promise,
    audio: () => (context?.state === "running" ? context : null),
    async unlock() {
      if (!makeContext) return "unsupported";
      context ??= makeContext();
      // Without a touch the promise stays open for ever, so it is not waited for alone.
      await Promise.race([context.resume().catch(() => {}), pause(300)]);
      if (context.state !== "running") return "locked";
      unlocked.resolve();
      return "ready";
    },
    async play(kind, volume) {
      if (!makeContext) return "unsupported";
      if (context?.state !== "running") return "locked";
      for (const tone of TONES[kind]) sound(context, tone, volume * LOUDEST);
      await pause(chimeMs(kind));
      return "played";
    },
  };
}

function sound(context: AudioContext, tone: Tone, loudness: number): void {
  const from = context.currentTime + tone.atMs / 1000;
  const to = from + tone.forMs / 1000;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + ATTACK_SECONDS);
  gain.gain.exponentialRampToValueAtTime(0.001, to);
  const oscillator = context.createOscillator();
  oscillator.type = tone.shape;
  oscillator.frequency.value = tone.hertz;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(to);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
