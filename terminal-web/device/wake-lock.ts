/** Keeps the screen on while it is wanted. A browser that cannot, or will not on a low battery, is no error. */
export interface ScreenGuard {
  want(isWanted: boolean): void;
  /** The browser drops the lock when the page is hidden; call this when it is seen again. */
  refresh(): void;
}

export function createScreenGuard(wakeLock: WakeLock | undefined): ScreenGuard {
  let isWanted = false;
  let isAsking = false;
  let sentinel: WakeLockSentinel | null = null;

  async function follow(): Promise<void> {
    if (!wakeLock || isAsking) return;
    if (!isWanted) {
      const held = sentinel;
      sentinel = null;
      await held?.release();
      return;
    }
    if (sentinel && !sentinel.released) return;
    isAsking = true;
    sentinel = await wakeLock.request("screen").catch(() => null);
    isAsking = false;
    // The wish may have changed while the browser thought about it.
    if (!isWanted) await follow();
  }

  return {
    want(wanted) {
      if (wanted === isWanted) return;
      isWanted = wanted;
      void follow();
    },
    refresh: () => void follow(),
  };
}
