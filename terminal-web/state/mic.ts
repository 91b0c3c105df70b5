/** The key that one speaks to. What is heard is another file's business. */
export interface Mic {
  /** The voice panel stands where the digits were. */
  readonly isOpen: boolean;
  /** How often it was pressed: each press is a wish to begin, or to end. */
  readonly presses: number;
  /** Local instant since when it is held down; null while it is not. */
  readonly downAt: number | null;
  /** How long the last press was held, ms. */
  readonly heldMs: number;
  /** What was heard can be meant in several ways: nothing is charged before one is chosen. */
  readonly isAsking: boolean;
}

export const CLOSED_MIC: Mic = {
  isOpen: false,
  presses: 0,
  downAt: null,
  heldMs: 0,
  isAsking: false,
};

/** The key goes down, or up. */
export function pressMic(mic: Mic, isDown: boolean, now: number): Mic {
  if (isDown)
    return { ...mic, isOpen: true, presses: mic.presses + 1, downAt: now, isAsking: false };
  return mic.downAt === null
    ? mic
    : { ...mic, downAt: null, heldMs: Math.max(0, now - mic.downAt) };
}

/** The digits are back. A key that is still held counts for nothing any more. */
export const closeMic = (mic: Mic): Mic =>
  mic.isOpen ? { ...mic, isOpen: false, downAt: null, isAsking: false } : mic;
