/** What outlives the page: values under keys, in IndexedDB (structured clones). */
export interface Keeper {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  /** Raises the number under the key to `to` in one transaction; false if it was there already. At most one tab gets true. */
  raise(key: string, to: number): Promise<boolean>;
  /** False when the browser keeps nothing for us, so that the values last as long as the page. */
  readonly isLasting: boolean;
}

const NAME = "edgetill";
const STORE = "kept";

/** Opens the store; where the browser refuses one (private windows, full disks), a map stands in for it. */
export async function openKeeper(factory: IDBFactory | undefined): Promise<Keeper> {
  try {
    if (!factory) return forgetfulKeeper();
    return lastingKeeper(await opened(factory));
  } catch {
    return forgetfulKeeper();
  }
}

function lastingKeeper(database: IDBDatabase): Keeper {
  const store = (mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction(STORE, mode).objectStore(STORE);
  return {
    isLasting: true,
    get: (key) => settled(store("readonly").get(key)),
    async put(key, value) {
      const target = store("readwrite");
      target.put(value, key);
      // At once: a page that goes away takes with it what waits for its own events to commit.
      target.transaction.commit();
      await committed(target.transaction);
    },
    async raise(key, to) {
      const target = store("readwrite");
      const before = await settled(target.get(key));
      const isHigher = typeof before !== "number" || before < to;
      if (isHigher) target.put(to, key);
      target.transaction.commit();
      await committed(target.transaction);
      return isHigher;
    },
  };
}

export function forgetfulKeeper(): Keeper {
  const values = new Map<string, unknown>();
  return {
    isLasting: false,
    get: (key) => Promise.resolve(values.get(key)),
    put: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
    raise: (key, to) => {
      const before = values.get(key);
      const isHigher = typeof before !== "number" || before < to;
      if (isHigher) values.set(key, to);
      return Promise.resolve(isHigher);
    },
  };
}

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(NAME, 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
  return settled(request);
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(faultOf(request.error)));
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => reject(faultOf(transaction.error)));
  });
}

const faultOf = (cause: DOMException | null): Error => new Error("nothing was kept", { cause });
