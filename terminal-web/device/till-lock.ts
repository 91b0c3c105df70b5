/** The right to be the one page of a till, across the tabs of this browser (Web Locks). */
export interface TillLock {
  /** True if this page has the till now; `force` takes it from another tab. `lost` is called if one takes it from us. */
  take(force: boolean, lost: () => void): Promise<boolean>;
}

export function createTillLock(locks: LockManager | undefined, till: string): TillLock {
  const name = `edgetill ${till}`;
  return {
    take(force, lost) {
      // A browser without locks has no way to tell; two tabs are then two tills, which the server can bear.
      if (!locks) return Promise.resolve(true);
      return new Promise((resolve) => {
        const options: LockOptions = force ? { steal: true } : { ifAvailable: true };
        // The lock is held for as long as the promise given back is open: until the page goes.
        const held = locks.request(name, options, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : new Promise(() => {});
        });
        held.catch(lost);
      });
    },
  };
}
