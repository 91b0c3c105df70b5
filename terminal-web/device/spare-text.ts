/** Small texts in web storage, where losing one is a nuisance and no loss: a full or a forbidden store is no error. */
export interface SpareText {
  get(key: string): string | null;
  /** null takes it away. False if it was not kept. */
  put(key: string, text: string | null): boolean;
}

/** `storage` is asked for each time: a browser that forbids it throws at the mere mention. */
export function createSpareText(storage: () => Storage | undefined): SpareText {
  return {
    get(key) {
      try {
        return storage()?.getItem(key) ?? null;
      } catch {
        return null;
      }
    },
    put(key, text) {
      try {
        const store = storage();
        if (text === null) store?.removeItem(key);
        else store?.setItem(key, text);
        return store !== undefined;
      } catch {
        return false;
      }
    },
  };
}
