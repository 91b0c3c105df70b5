const JUMP_MS = 2_000;

/** Tells when the device slept or its clock was set: when its two clocks no longer agree. To be asked now and then. */
export function createClockWatch(wallMs: () => number, steadyMs: () => number): () => boolean {
  let difference = wallMs() - steadyMs();
  return () => {
    const before = difference;
    difference = wallMs() - steadyMs();
    return Math.abs(difference - before) > JUMP_MS;
  };
}
